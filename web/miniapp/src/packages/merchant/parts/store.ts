import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import type { Store } from '@dajiu/api'
import { useStoreById } from '@/services/queries'
import { storage } from '@/services/storage'
import { useStore } from '@/store'

const kept = 'workstore'
const none: string[] = []

export interface MyStore {
  /** Empty where the account has no store. */
  storeId: string
  storeIds: string[]
  store: Store | undefined
  pick: (storeId: string) => void
}

/** useMyStore is the store that the person works in: the one chosen last, among those of their account. */
export function useMyStore(): MyStore {
  const storeIds = useStore((s) => s.session.user?.storeIds ?? none)
  const [picked, setPicked] = useState(() => storage.get(kept))
  useDidShow(() => setPicked(storage.get(kept)))
  const storeId = storeIds.includes(picked) ? picked : (storeIds[0] ?? '')
  const { data } = useStoreById(storeId)
  const pick = (id: string) => {
    storage.set(kept, id)
    setPicked(id)
  }
  return { storeId, storeIds, store: data, pick }
}
