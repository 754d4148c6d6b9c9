import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Page } from '@/components/Page'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { isOver, isPickup, stateName, tabStates, type Tab } from '@/domain/order'
import { sayPromise } from '@/domain/slots'
import { sayTime } from '@/domain/time'
import { useFrames } from '@/hooks/useFrames'
import { usePager } from '@/hooks/usePager'
import { api } from '@/services'
import { cashierUrl } from '../parts/urls'
import styles from './index.module.scss'

const tabs: { tab: Tab; name: string }[] = [{ tab: 'all', name: '全部' }, { tab: 'unpaid', name: '待付款' }, { tab: 'active', name: '进行中' }, { tab: 'done', name: '已结束' }]

export default function OrderList() {
  const params = useRouter().params
  const [tab, setTab] = useState<Tab>(() => tabs.find((t) => t.tab === params.tab)?.tab ?? 'all')
  const pager = usePager<Order>(tab, async (pageToken) => {
    const answer = await api.get('/v1/orders', { query: { states: tabStates[tab], pageSize: 20, pageToken } })
    return { items: answer.orders, nextPageToken: answer.nextPageToken }
  })
  useFrames((frame) => { if (['order', 'refund', 'ready', 'reload'].includes(frame.type)) void pager.reload() })
  useDidShow(() => { if (pager.items.length > 0) void pager.reload() })
  return (
    <Page title='我的订单' onEnd={pager.next}>
      <View className={styles.tabs} role='tablist'>
        {tabs.map((t) => <View key={t.tab} role='tab' aria-selected={t.tab === tab} className={`${styles.tab} ${t.tab === tab ? styles.on : ''}`} onClick={() => setTab(t.tab)}>{t.name}</View>)}
      </View>
      <View className={styles.body}>
        {pager.error !== null && pager.items.length === 0 && <Failure error={pager.error} retry={pager.reload} />}
        {pager.loading && <Skeleton kind='row' count={4} />}
        {!pager.loading && pager.error === null && pager.items.length === 0 && <Empty icon='doc' title='还没有订单' note='挑一瓶好酒，犒劳一下自己'><Button onTap={() => Taro.switchTab({ url: '/pages/category/index' })}>去选酒</Button></Empty>}
        {pager.items.map((order) => <OrderCard key={order.orderId} order={order} />)}
        {pager.items.length > 0 && <Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>}
      </View>
    </Page>
  )
}

function OrderCard({ order }: { order: Order }) {
  const unpaid = order.state === 'ORDER_STATE_PENDING_PAYMENT'
  const only = order.lines.length === 1 ? order.lines[0] : undefined
  return (
    <View className={styles.card} role='presentation' onClick={() => void Taro.navigateTo({ url: `/packages/order/detail/index?id=${order.orderId}` })}>
      <View className={styles.head}>
        <Text className={styles.store} role='link' aria-label={`${order.storeName}的订单，${stateName[order.state]}`}>{order.storeName}</Text>
        <Text className={`${styles.state} ${order.state === 'ORDER_STATE_CANCELLED' ? styles.quiet : ''}`}>{isPickup(order) && order.state === 'ORDER_STATE_READY' ? '待自提' : stateName[order.state]}</Text>
      </View>
      <View className={styles.goods}>
        <View className={styles.pictures}>
          {order.lines.slice(0, 4).map((line) => <Picture key={line.lineNo} src={line.imageUrl} label={line.name} className={styles.picture} />)}
          {only && <View className={styles.words}><Text className={styles.name}>{only.name}</Text><Text className={styles.small}>{only.spec} ×{only.quantity}</Text></View>}
        </View>
        <View className={styles.sum}><Price plain size='s' amount={order.payableAmount} /><Text className={styles.small}>共 {order.pieceCount} 件</Text></View>
      </View>
      <View className={styles.foot}>
        <Text className={styles.small}>{(isOver(order.state) ? '' : sayPromise(order)) || sayTime(order.createTime)}</Text>
        {unpaid && <Button size='s' onTap={() => Taro.navigateTo({ url: cashierUrl(order) })}>去支付</Button>}
      </View>
    </View>
  )
}
