import type { AssortmentEntry } from '@dajiu/api'
import { usePager, type Pager } from '@/hooks/usePager'
import { api } from '@/services'

/** useGoods searches what a store lists or could: by a part of the name, or a whole barcode. */
export function useGoods(storeId: string, q: string, listedOnly: boolean): Pager<AssortmentEntry> {
  return usePager<AssortmentEntry>(storeId ? `${storeId} ${listedOnly} ${q}` : null, async (pageToken) => {
    const answer = await api.get('/v1/merchant/stores/{storeId}/assortment', { path: { storeId }, query: { q, listedOnly, pageSize: 20, pageToken } })
    return { items: answer.entries, nextPageToken: answer.nextPageToken }
  })
}
