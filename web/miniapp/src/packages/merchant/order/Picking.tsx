import { Text, View } from '@tarojs/components'
import type { Order } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { progress, type Ticks } from '../parts/picks'
import styles from './Picking.module.scss'

interface Props { order: Order; ticks: Ticks; /** Lines can be ticked now. */ active: boolean; onTick: (lineNo: number) => void }

/** Picking is the list that one walks along the shelves with: a thumb can hit each line, an arm's length can read it. */
export function Picking({ order, ticks, active, onTick }: Props) {
  const { done, all } = progress(order.lines, ticks)
  return (
    <View className={styles.card}>
      <View className={styles.head}><Text className={styles.heading} role='heading' aria-level={2}>拣货清单</Text><Text className={styles.small}>{active ? `${done} / ${all}` : `${all} 种 · ${order.pieceCount} 件`}</Text></View>
      {active && <View className={styles.track}><View className={styles.fill} style={{ width: `${(done / Math.max(1, all)) * 100}%` }} /></View>}
      {order.lines.map((line) => {
        const on = active && ticks[line.lineNo] === true
        return (
          <View
            key={line.lineNo} id={`line-${line.lineNo}`} className={`${styles.line} ${on ? styles.done : ''}`} role='checkbox' aria-checked={on} aria-label={`${line.name} ${line.spec} ${line.quantity}件`}
            onClick={() => { if (active) onTick(line.lineNo) }}
          >
            <Picture src={line.imageUrl} className={styles.picture} />
            <View className={styles.words}><Text className={styles.name}>{line.name}</Text><Text className={styles.spec}>{line.spec}</Text></View>
            <Text className={styles.count}><Text className={styles.times}>×</Text>{line.quantity}</Text>
            {active && <View className={`${styles.tick} ${on ? styles.on : ''}`}>{on && <Icon name='check' />}</View>}
          </View>
        )
      })}
    </View>
  )
}
