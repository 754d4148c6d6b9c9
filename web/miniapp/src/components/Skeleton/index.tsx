import { View } from '@tarojs/components'
import styles from './index.module.scss'

interface Props { kind: 'line' | 'title' | 'card' | 'row' | 'banner' | 'square'; count?: number }

/** Skeleton holds the place of what is on its way. */
export function Skeleton({ kind, count = 1 }: Props) {
  return (
    <View className={`${styles.group} ${styles[`${kind}s`] ?? ''}`} aria-hidden>
      {Array.from({ length: count }, (_, i) => (kind === 'row' || kind === 'card'
        ? (
          <View key={i} className={styles[kind]}>
            <View className={`${styles.bone} ${styles.picture}`} />
            <View className={styles.words}>
              <View className={`${styles.bone} ${styles.title}`} />
              <View className={`${styles.bone} ${styles.line}`} />
              <View className={`${styles.bone} ${styles.short}`} />
            </View>
          </View>
        )
        : <View key={i} className={`${styles.bone} ${styles[kind]}`} />))}
    </View>
  )
}
