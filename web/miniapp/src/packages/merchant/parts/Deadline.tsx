import { Text, View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import { sayTime } from '@/domain/time'
import { useCountdown } from '@/hooks/useCountdown'
import { urgency } from './orders'
import styles from './Deadline.module.scss'

/** What ends later is told by the clock, not counted down. */
const hourMs = 3_600_000

/** Deadline counts down until an order that nobody accepts is cancelled. */
export function Deadline({ until }: { until: string | undefined }) {
  const left = useCountdown(until)
  return (
    <View className={`${styles.deadline} ${styles[urgency(left.ms)]}`} aria-label='接单剩余时间'>
      <Icon name='clock' size='s' /><Text>{left.ms > hourMs ? `${sayTime(until)} 前` : left.ms > 0 ? left.text : '即将超时'}</Text>
    </View>
  )
}
