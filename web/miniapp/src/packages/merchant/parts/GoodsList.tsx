import type { ReactNode } from 'react'
import { ScrollView, Text, View } from '@tarojs/components'
import type { AssortmentEntry } from '@dajiu/api'
import { Picture } from '@/components/Picture'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import type { Pager } from '@/hooks/usePager'
import styles from './GoodsList.module.scss'

interface Props { pager: Pager<AssortmentEntry>; sub: (entry: AssortmentEntry) => ReactNode; aside: (entry: AssortmentEntry) => ReactNode; onTap: (entry: AssortmentEntry) => void }

/** GoodsList shows goods by row, with what the page has to say of each. */
export function GoodsList({ pager, sub, aside, onTap }: Props) {
  if (pager.error !== null && pager.items.length === 0) return <Failure error={pager.error} retry={pager.reload} />
  if (pager.loading) return <View className={styles.body}><Skeleton kind='row' count={6} /></View>
  if (pager.items.length === 0) return <Empty icon='search' title='没有找到商品' note='换个名称，或输入完整条码' />
  return (
    <ScrollView scrollY enhanced showScrollbar={false} className={styles.scroll} lowerThreshold={400} onScrollToLower={pager.next}>
      <View className={styles.body}>
        {pager.items.map((entry) => (
          <View key={entry.skuId} id={`sku-${entry.skuId}`} className={styles.row} role='presentation' onClick={() => onTap(entry)}>
            <Picture src={entry.imageUrl} className={styles.picture} />
            <View className={styles.words}>
              <Text className={styles.name} role='button' aria-label={`${entry.name} ${entry.spec}`}>{entry.name}</Text>
              <Text className={styles.spec}>{entry.spec}</Text>
              {sub(entry)}
            </View>
            {aside(entry)}
          </View>
        ))}
        <Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>
      </View>
    </ScrollView>
  )
}
