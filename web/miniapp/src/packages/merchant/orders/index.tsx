import { useState } from 'react'
import { ScrollView, Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { useFrames } from '@/hooks/useFrames'
import { usePager } from '@/hooks/usePager'
import { api } from '@/services'
import { OrderCard } from '../parts/OrderCard'
import { piles, sortOf, type Pile } from '../parts/orders'
import { useMyStore } from '../parts/store'
import styles from './index.module.scss'

/** StoreOrders lists the store's orders by where they stand. */
export default function StoreOrders() {
  const params = useRouter().params
  const { storeId } = useMyStore()
  const [pile, setPile] = useState<Pile>(() => piles.find((p) => p.pile === params.pile)?.pile ?? 'waiting')
  const pager = usePager<Order>(storeId ? `${storeId} ${pile}` : null, async (pageToken) => {
    const states = piles.find((p) => p.pile === pile)?.states ?? []
    const answer = await api.get('/v1/merchant/stores/{storeId}/orders', { path: { storeId }, query: { states, sort: sortOf(pile), pageSize: 20, pageToken } })
    return { items: answer.orders, nextPageToken: answer.nextPageToken }
  })
  useFrames((frame) => { if (frame.type === 'reload' || (frame.type === 'order' && frame.storeId === storeId)) void pager.reload() })
  useDidShow(() => { if (!pager.loading) void pager.reload() })
  return (
    <Page title='门店订单' still>
      <ScrollView scrollX enhanced showScrollbar={false} className={styles.tabs}>
        <View className={styles.row} role='tablist'>
          {piles.map((p) => <View key={p.pile} role='tab' aria-selected={p.pile === pile} className={`${styles.tab} ${p.pile === pile ? styles.on : ''}`} onClick={() => setPile(p.pile)}>{p.name}</View>)}
        </View>
      </ScrollView>
      <ScrollView scrollY enhanced showScrollbar={false} className={styles.scroll} lowerThreshold={240} onScrollToLower={pager.next}>
        <View className={styles.body}>
          {pager.error !== null && pager.items.length === 0 && <Failure error={pager.error} retry={pager.reload} />}
          {pager.loading && <Skeleton kind='row' count={4} />}
          {!pager.loading && pager.error === null && pager.items.length === 0 && <Empty icon='doc' title='这里没有订单' note='换一个状态看看' />}
          {pager.items.map((order) => <OrderCard key={order.orderId} order={order} />)}
          {pager.items.length > 0 && <Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>}
        </View>
      </ScrollView>
    </Page>
  )
}
