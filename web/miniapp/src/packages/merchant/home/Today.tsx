import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Price } from '@/components/Price'
import { HourChart } from '../parts/HourChart'
import type { Pile } from '../parts/orders'
import { useFigures } from '../parts/queries'
import styles from './Today.module.scss'

/** Today is the day in numbers: what was sold, how many orders stand where, and the hours. */
export function Today({ storeId }: { storeId: string }) {
  const { data } = useFigures(storeId)
  const counts: { name: string; pile: Pile; n: number | undefined }[] = [
    { name: '待接单', pile: 'waiting', n: data?.waitingCount }, { name: '进行中', pile: 'picking', n: data?.openCount },
    { name: '已完成', pile: 'over', n: data?.doneCount }, { name: '取消退回', pile: 'returning', n: data?.lostCount },
  ]
  return (
    <View className={styles.today}>
      <Text className={styles.label}>今日营业额</Text>
      <View className={styles.turnover}><Price plain size='xl' amount={data?.turnover ?? 0} /></View>
      <View className={styles.counts}>
        {counts.map((c) => (
          <View key={c.name} className={styles.count} role='button' onClick={() => void Taro.navigateTo({ url: `/packages/merchant/orders/index?pile=${c.pile}` })}>
            <Text className={styles.n}>{c.n ?? '–'}</Text><Text className={styles.small}>{c.name}</Text>
          </View>
        ))}
      </View>
      {data && <HourChart figures={data} />}
    </View>
  )
}
