import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Failure } from '@/components/State'
import { fen, yuan } from '@/domain/money'
import { sayDay, total } from '../parts/earnings'
import { useEarnings } from '../parts/queries'
import styles from './index.module.scss'

const spans = [{ days: 7, name: '近 7 天' }, { days: 31, name: '近 31 天' }]

/** Earnings is what the courier earned, by day. */
export default function Earnings() {
  const [days, setDays] = useState(7)
  const query = useEarnings(days)
  const list = query.data ?? []
  const sum = total(list)
  return (
    <Page title='我的收入'>
      <View className={styles.body}>
        <View className={styles.hero}>
          <View className={styles.glow} />
          <View className={styles.tabs} role='tablist'>{spans.map((s) => <View key={s.days} role='tab' aria-selected={s.days === days} className={`${styles.tab} ${s.days === days ? styles.on : ''}`} onClick={() => setDays(s.days)}>{s.name}</View>)}</View>
          <View className={styles.sum}><Price plain amount={sum.reward} size='xl' /></View>
          <Text className={styles.small}>送达 {sum.delivered} 单{sum.returned > 0 ? ` · 退回 ${sum.returned} 单` : ''}{sum.collected > 0 ? ` · 代收 ¥${yuan(sum.collected)}` : ''}</Text>
          <View className={styles.bars}>
            {[...list].reverse().map((d) => <View key={d.date} className={styles.slot}><View className={styles.bar} style={{ height: `${Math.max(3, Math.round((fen(d.reward) / Math.max(1, sum.tallest)) * 76))}%` }} />{list.length <= 7 && <Text className={styles.tick}>{Number(d.date.slice(8))}日</Text>}</View>)}
          </View>
        </View>
        {query.error !== null && query.data === undefined && <Failure slim error={query.error} retry={query.reload} />}
        {query.loading && <Skeleton kind='row' count={4} />}
        <View className={styles.card}>
          {list.map((d, i) => (
            <View key={d.date} className={styles.row}>
              <View className={styles.words}>
                <Text className={styles.day}>{sayDay(d.date, i)}</Text>
                <Text className={styles.note}>{d.deliveredCount + d.returnedCount === 0 ? '没有跑单' : `送达 ${d.deliveredCount} 单${d.returnedCount > 0 ? `，退回 ${d.returnedCount} 单` : ''}${fen(d.collectedAmount) > 0 ? `，代收 ¥${yuan(fen(d.collectedAmount))}` : ''}`}</Text>
              </View>
              <Price plain amount={d.reward} size='m' />
            </View>
          ))}
        </View>
      </View>
    </Page>
  )
}
