import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Failure } from '@/components/State'
import { canCancel, headline, isOver, isPickup } from '@/domain/order'
import { fen } from '@/domain/money'
import { sayPromise } from '@/domain/slots'
import { useCountdown } from '@/hooks/useCountdown'
import { useFrames } from '@/hooks/useFrames'
import { useQuery } from '@/hooks/useQuery'
import { api, cache } from '@/services'
import { toast } from '@/store/acts'
import { cashierUrl } from '../parts/urls'
import { CancelSheet } from './CancelSheet'
import { Goods } from './Goods'
import { Progress } from './Progress'
import { Tracking } from './Tracking'
import styles from './index.module.scss'

export default function OrderDetail() {
  const { id = '' } = useRouter().params
  const query = useQuery<Order>(`order:${id}`, () => api.get('/v1/orders/{orderId}', { path: { orderId: id } }))
  const [cancelling, setCancelling] = useState(false)
  const order = query.data
  const { reload } = query
  // A connection that was lost may have missed what happened to the money.
  const refunding = order?.payState === 'PAY_STATE_REFUNDING'
  useFrames((frame) => { if (refunding && frame.type === 'ready') void reload() })
  if (!order) {
    return <Page title='订单详情'><View className={styles.body}>{query.error ? <Failure error={query.error} retry={query.reload} /> : <><Skeleton kind='banner' /><Skeleton kind='row' count={3} /></>}</View></Page>
  }
  const take = (next: Order) => {
    cache.put(`order:${id}`, next)
    cache.expire('orders')
  }
  const cancel = async (note: string) => {
    take(await api.post('/v1/orders/{orderId}:cancel', { path: { orderId: id }, body: { note } }))
    toast('订单已取消', 'good')
  }
  const receive = async () => {
    take(await api.post('/v1/orders/{orderId}:confirmReceipt', { path: { orderId: id }, body: {} }))
    toast('感谢您的确认', 'good')
  }
  const unpaid = order.state === 'ORDER_STATE_PENDING_PAYMENT'
  const foot = (canCancel(order.state) || order.state === 'ORDER_STATE_DELIVERED') && (
    <View className={styles.foot}>
      {canCancel(order.state) && <Button kind='line' testId='cancel' onTap={() => setCancelling(true)}>取消订单</Button>}
      {unpaid && <Button testId='go-pay' onTap={() => Taro.navigateTo({ url: cashierUrl(order) })}>去支付</Button>}
      {order.state === 'ORDER_STATE_DELIVERED' && <Button onTap={receive}>确认收货</Button>}
    </View>
  )
  return (
    <Page title='订单详情' foot={foot || undefined} over={<CancelSheet open={cancelling} paid={order.payState === 'PAY_STATE_PAID'} onClose={() => setCancelling(false)} onDone={cancel} />}>
      <View className={styles.body}>
        <Head order={order} />
        <Tracking order={order} />
        {isPickup(order) && order.pickupCode !== '' && !['ORDER_STATE_CANCELLED', 'ORDER_STATE_COMPLETED'].includes(order.state) && <PickupCode code={order.pickupCode} />}
        <Progress order={order} />
        <Goods order={order} />
      </View>
    </Page>
  )
}

function Head({ order }: { order: Order }) {
  const said = headline(order)
  const left = useCountdown(order.state === 'ORDER_STATE_PENDING_PAYMENT' ? order.payBefore : undefined)
  const refunded = fen(order.refundedAmount)
  const promised = isOver(order.state) ? '' : sayPromise(order)
  return (
    <View className={styles.head}>
      <View className={styles.glow} />
      <Text className={styles.title} id='order-title'>{said.title}</Text>
      {promised !== '' && <Text className={styles.promise} id='promise'>{promised}</Text>}
      <Text className={styles.note}>{left.ms > 0 ? `请在 ${left.text} 内完成支付，逾期将自动取消` : said.note}</Text>
      <View className={styles.amount}>
        <Price plain amount={order.payableAmount} size='l' />
        <Text className={styles.how}>{order.payMethod === 'PAY_METHOD_WECHAT' ? '微信支付' : isPickup(order) ? '到店付款' : '货到付款'}{order.payState === 'PAY_STATE_PAID' ? ' · 已支付' : ''}</Text>
      </View>
      {refunded > 0 && <View className={styles.refund}>已退款 <Price plain size='s' amount={refunded} /></View>}
    </View>
  )
}

function PickupCode({ code }: { code: string }) {
  const copy = () => Taro.setClipboardData({ data: code })
  return (
    <View className={styles.code}>
      <Text className={styles.codeName}>取货码</Text>
      <Text className={styles.digits} selectable>{code.replace(/(\d{4})(\d{4})/, '$1 $2')}</Text>
      <View className={styles.copy} role='button' aria-label='复制取货码' onClick={() => void copy()}><Icon name='copy' size='s' />复制</View>
    </View>
  )
}
