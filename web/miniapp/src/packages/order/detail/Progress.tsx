import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { Order } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { stateName, steps } from '@/domain/order'
import { sayTime } from '@/domain/time'
import styles from './Progress.module.scss'

const actors: Readonly<Record<string, string>> = { CUSTOMER: '您', STORE: '门店', COURIER: '骑手', SYSTEM: '系统' }

/** Progress is how far an order has come, and on request everything that happened to it. */
export function Progress({ order }: { order: Order }) {
  const [all, setAll] = useState(false)
  const { names, at } = steps(order)
  const timeline = [...order.timeline].reverse()
  return (
    <View className={styles.card}>
      {at >= 0 && (
        <View className={styles.steps} role='img' aria-label={`进度：${names[at] ?? ''}`}>
          {names.map((name, i) => (
            <View key={name} className={`${styles.step} ${i <= at ? styles.done : ''} ${i === at ? styles.now : ''}`}>
              <View className={styles.track}><View className={styles.bead}>{i < at && <Icon name='check' size='s' />}</View></View>
              <Text className={styles.name}>{name}</Text>
            </View>
          ))}
        </View>
      )}
      {timeline.length > 0 && (
        <View className={styles.more} role='button' onClick={() => setAll(!all)}>
          <Text className={styles.latest}>{stateName[timeline[0]?.state ?? 'ORDER_STATE_UNSPECIFIED']} · {sayTime(timeline[0]?.time)}</Text>
          <Text>{all ? '收起' : '全部进度'}</Text><Icon name={all ? 'up' : 'down'} size='s' />
        </View>
      )}
      {all && timeline.map((event) => (
        <View key={event.eventId} className={styles.event}>
          <View className={styles.dot} />
          <View className={styles.words}><Text className={styles.state}>{stateName[event.state]}</Text>{event.note !== '' && <Text className={styles.note}>{event.note}</Text>}</View>
          <Text className={styles.time}>{actors[event.actor] ?? ''} {sayTime(event.time)}</Text>
        </View>
      ))}
    </View>
  )
}
