import { Text, View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import { useCountdown } from '@/hooks/useCountdown'
import { urgency } from './orders'
import styles from './Deadline.module.scss'

/** Deadline counts down until an order that nobody accepts is cancelled. */
export function Deadline({ until }: { until: string | undefined }) {
  const left = useCountdown(until)
  return (
    <View className={`${styles.deadline} ${styles[urgency(left.ms)]}`} aria-label='接单剩余时间'>
      <Icon name='clock' size='s' /><Text>{left.ms > 0 ? left.text : '即将超时'}</Text>
    </View>
  )
}
