import { useEffect, useState, type ReactNode } from 'react'
import { ScrollView, Text, View } from '@tarojs/components'
import { Icon } from '../Icon'
import styles from './index.module.scss'

interface Props { open: boolean; title?: string; onClose: () => void; children: ReactNode; foot?: ReactNode; /** It cannot be dismissed by tapping beside it. */ firm?: boolean }

const leaveMs = 220

/** Sheet slides up from below over the page. */
export function Sheet({ open, title, onClose, children, foot, firm }: Props) {
  const [there, setThere] = useState(open)
  useEffect(() => {
    if (open) {
      setThere(true)
      return undefined
    }
    const timer = setTimeout(() => setThere(false), leaveMs)
    return () => clearTimeout(timer)
  }, [open])
  if (!there && !open) return null
  return (
    <View className={`${styles.sheet} ${open ? '' : styles.leaving}`} catchMove>
      <View className={styles.veil} role='presentation' onClick={firm ? undefined : onClose} />
      <View className={styles.panel} role='dialog' aria-modal aria-label={title}>
        {title !== undefined && (
          <View className={styles.head}>
            <Text className={styles.title} role='heading' aria-level={2}>{title}</Text>
            {!firm && <View className={styles.close} role='button' aria-label='关闭' onClick={onClose}><Icon name='close' /></View>}
          </View>
        )}
        <ScrollView scrollY className={styles.body}>{children}</ScrollView>
        {foot && <View className={styles.foot}>{foot}</View>}
      </View>
    </View>
  )
}
