import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon, type IconName } from '@/components/Icon'
import { measures, Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { ring, ringing, setRinging } from '@/services/alarm/alarm'
import { toast } from '@/store/acts'
import { accept, reject } from '../parts/acts'
import { Answer, OrderCard } from '../parts/OrderCard'
import { piles, type Pile } from '../parts/orders'
import { useStoreOrders } from '../parts/queries'
import { RejectSheet } from '../parts/RejectSheet'
import { useMyStore } from '../parts/store'
import { watchNewOrders } from '../parts/watch'
import { StoreSheet } from './StoreSheet'
import { Today } from './Today'
import styles from './index.module.scss'

/** So often a store that leaves an order unanswered is reminded. */
const nudgeMs = 30_000

const tools: { name: string; icon: IconName; url: string }[] = [
  { name: '自提核销', icon: 'scan', url: '/packages/merchant/pickup/index' },
  { name: '库存', icon: 'bag', url: '/packages/merchant/stock/index' },
  { name: '商品与价格', icon: 'edit', url: '/packages/merchant/assortment/index' },
  { name: '营业设置', icon: 'clock', url: '/packages/merchant/hours/index' },
]

export const listUrl = (pile: Pile) => `/packages/merchant/orders/index?pile=${pile}`

/** Workbench is where a store's day is seen: what waits for an answer, how the day goes, and the way to every tool. */
export default function Workbench() {
  const { storeId, storeIds, store, pick } = useMyStore()
  const [choosing, setChoosing] = useState(false)
  const [rejecting, setRejecting] = useState<Order | null>(null)
  const [loud, setLoud] = useState(ringing)
  const waiting = useStoreOrders(storeId, piles[0]?.states ?? [])
  const count = waiting.data?.length ?? 0
  useEffect(watchNewOrders, [])
  useEffect(() => {
    if (count === 0) return undefined
    const timer = setInterval(() => ring('nudge'), nudgeMs)
    return () => clearInterval(timer)
  }, [count])
  const { statusBar, capsule } = measures()
  const mute = () => {
    setRinging(!loud)
    setLoud(!loud)
    toast(loud ? '已静音，新订单只振动' : '新订单将响铃提醒')
    if (!loud) ring('nudge')
  }

  if (storeId === '') return <Page tab title='工作台'><Empty icon='store' title='账号还没有门店' note='请联系运营人员为您的账号开通门店' /></Page>
  return (
    <Page
      tab bleed
      over={(
        <>
          <StoreSheet open={choosing} storeIds={storeIds} storeId={storeId} onPick={pick} onClose={() => setChoosing(false)} />
          <RejectSheet open={rejecting !== null} onClose={() => setRejecting(null)} onReject={async (note) => { if (rejecting) await reject(storeId, rejecting.orderId, note) }} />
        </>
      )}
    >
      <View className={styles.head}>
        <View className={styles.glow} />
        <View style={{ height: `${statusBar}px` }} />
        <View className={styles.top} style={capsule ? { paddingRight: `${capsule}px` } : undefined}>
          <View className={styles.store} {...(storeIds.length > 1 ? { role: 'button', onClick: () => setChoosing(true) } : {})}>
            <Text className={styles.name}>{store?.name ?? ' '}</Text>{storeIds.length > 1 && <Icon name='down' size='s' />}
          </View>
          {store && <Text className={`${styles.open} ${store.openNow ? '' : styles.shut}`}>{store.openNow ? '营业中' : store.paused ? '已暂停' : '休息中'}</Text>}
          <View className={styles.knob} role='button' aria-label={loud ? '静音' : '打开铃声'} onClick={mute}><Icon name={loud ? 'bell' : 'mute'} /></View>
          <View className={styles.knob} role='button' aria-label='设置' onClick={() => void Taro.navigateTo({ url: '/packages/user/settings/index' })}><Icon name='gear' /></View>
        </View>
        <Today storeId={storeId} />
      </View>
      <View className={styles.tools}>
        {tools.map((t) => (
          <View key={t.url} className={styles.tool} role='button' aria-label={t.name} onClick={() => void Taro.navigateTo({ url: t.url })}>
            <View className={styles.icon}><Icon name={t.icon} size='l' /></View><Text>{t.name}</Text>
          </View>
        ))}
      </View>
      <View className={styles.section}>
        <Text className={styles.heading} role='heading' aria-level={2}>待接单{count > 0 && <Text className={styles.badge}>{count}</Text>}</Text>
        <View className={styles.all} role='button' onClick={() => void Taro.navigateTo({ url: listUrl('picking') })}>全部订单</View>
      </View>
      <View className={styles.list}>
        {waiting.error !== null && waiting.data === undefined && <Failure slim error={waiting.error} retry={waiting.reload} />}
        {waiting.loading && <Skeleton kind='row' count={2} />}
        {waiting.data !== undefined && count === 0 && <Empty slim icon='bell' title='没有等待接单的订单' note='新订单会响铃并出现在这里' />}
        {waiting.data?.map((order) => (
          <OrderCard
            key={order.orderId} order={order}
            acts={(
              <Answer
                no={<Button wide kind='line' testId={`reject-${order.orderId}`} onTap={() => setRejecting(order)}>拒单</Button>}
                yes={<Button wide testId={`accept-${order.orderId}`} onTap={() => accept(storeId, order.orderId)}>接单</Button>}
              />
            )}
          />
        ))}
      </View>
    </Page>
  )
}
