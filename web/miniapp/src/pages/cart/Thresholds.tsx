import { Text, View } from '@tarojs/components'
import { fen, yuan } from '@/domain/money'
import { useEstimate, useStoreById } from '@/services/queries'
import { useStore } from '@/store'
import styles from './Thresholds.module.scss'

/** Thresholds says what is missing until a store delivers, and until it delivers for nothing. */
export function Thresholds({ storeId, amount }: { storeId: string; amount: number }) {
  const point = useStore((s) => s.place.place.point)
  const store = useStoreById(storeId)
  const quote = useEstimate(store.data ?? null, point).data
  if (!quote?.inRange || amount === 0) return null
  const minimum = fen(quote.minimumAmount)
  const free = fen(quote.freeFrom)
  const goal = amount < minimum ? minimum : free
  if (goal === 0) return null
  const missing = goal - amount
  const said = missing <= 0 ? '已享免配送费' : amount < minimum ? `还差 ¥${yuan(missing)} 起送` : `还差 ¥${yuan(missing)} 免配送费`
  return (
    <View className={styles.thresholds}>
      <View className={styles.track}><View className={styles.fill} style={{ width: `${Math.min(100, (amount / goal) * 100).toFixed(0)}%` }} /></View>
      <Text className={missing <= 0 ? styles.good : styles.said}>{said}</Text>
    </View>
  )
}
