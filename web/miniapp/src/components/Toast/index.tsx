import { useEffect } from 'react'
import { View } from '@tarojs/components'
import { useAct, useStore } from '@/store'
import { uiSlice } from '@/store/ui'
import { Icon } from '../Icon'
import styles from './index.module.scss'

const shownMs = 2000

/** ToastHost shows what `toast()` says. Every page has one. */
export function ToastHost() {
  const toast = useStore((s) => s.ui.toast)
  const act = useAct()
  const id = toast?.id
  useEffect(() => {
    if (id === undefined) return undefined
    const timer = setTimeout(() => act(uiSlice.actions.toastGone(id)), shownMs)
    return () => clearTimeout(timer)
  }, [id, act])
  if (!toast || toast.text === '') return null
  return (
    <View className={styles.host} role='status' aria-live='polite'>
      <View className={`${styles.toast} ${styles[toast.tone]}`}>
        {toast.tone !== 'plain' && <Icon name={toast.tone === 'good' ? 'check' : 'alert'} size='s' />}
        {toast.text}
      </View>
    </View>
  )
}
