import { Text, View } from '@tarojs/components'
import styles from './Ring.module.scss'

/** Ring is a clock that runs out: the part that is left, and the seconds in its middle. */
export function Ring({ part, seconds }: { part: number; seconds: number }) {
  const colour = seconds <= 8 ? 'var(--bad)' : 'var(--brand)'
  return (
    <View className={styles.ring} style={{ background: `conic-gradient(${colour} ${(part * 360).toFixed(1)}deg, var(--sunken) 0)` }} aria-label={`还剩 ${seconds} 秒`}>
      <View className={styles.hole}><Text className={styles.seconds} style={{ color: colour }}>{seconds}</Text></View>
    </View>
  )
}
