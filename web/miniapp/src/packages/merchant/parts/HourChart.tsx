import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { StoreFigures } from '@dajiu/api'
import { yuan } from '@/domain/money'
import { bars, hourOfBusiness } from './figures'
import styles from './HourChart.module.scss'

/** HourChart draws the day's turnover by hour. A tap on an hour tells its numbers. */
export function HourChart({ figures }: { figures: StoreFigures }) {
  const list = bars(figures, hourOfBusiness(new Date()))
  const [picked, setPicked] = useState(-1)
  const shown = list.find((b) => b.hour === picked) ?? list.find((b) => b.now)
  return (
    <View className={styles.chart}>
      <View className={`${styles.bars} ${list.some((b) => b.orders > 0) ? '' : styles.flat}`}>
        {list.map((b) => (
          <View key={b.hour} className={styles.slot} role='button' aria-label={`${b.hour}点 ${b.orders}单`} onClick={() => setPicked(b.hour)}>
            <View className={`${styles.bar} ${b.turnover === 0 ? styles.empty : ''} ${b.hour === shown?.hour ? styles.on : ''}`} style={{ height: `${Math.max(4, Math.round(b.share * 100))}%` }} />
          </View>
        ))}
      </View>
      <View className={styles.axis}>{list.map((b) => <Text key={b.hour} className={`${styles.tick} ${b.hour === shown?.hour ? styles.tickOn : ''}`}>{b.hour === shown?.hour || (b.hour % 4 === 0 && Math.abs(b.hour - (shown?.hour ?? -9)) > 1) ? b.hour : ''}</Text>)}</View>
      {shown && <Text className={styles.words}>{shown.hour}:00–{shown.hour + 1}:00　{shown.orders} 单　¥{yuan(shown.turnover)}</Text>}
    </View>
  )
}
