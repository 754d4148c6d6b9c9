import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { isPickup, stateName } from '@/domain/order'
import { saySlot } from '@/domain/slots'
import { sayTime } from '@/domain/time'
import { Deadline } from './Deadline'
import { paid, shortNumber } from './orders'
import styles from './OrderCard.module.scss'

export const orderUrl = (orderId: string) => `/packages/merchant/order/index?id=${orderId}`

/** OrderCard is an order as the store sees it in a list. */
export function OrderCard({ order, acts }: { order: Order; acts?: ReactNode }) {
  const waiting = order.state === 'ORDER_STATE_CONFIRMED'
  const shown = order.lines.slice(0, 3)
  return (
    // As with goods: the number is the link, since a card holds buttons.
    <View className={styles.card} role='presentation' onClick={() => void Taro.navigateTo({ url: orderUrl(order.orderId) })}>
      <View className={styles.head}>
        <Text className={styles.number} role='link' aria-label={`订单 ${shortNumber(order.orderId)} ${stateName[order.state]}`}>{shortNumber(order.orderId)}</Text>
        <Tags order={order} />
        <View className={styles.grow} />
        {waiting ? <Deadline until={order.acceptBefore} /> : <Text className={styles.state}>{stateOf(order)}</Text>}
      </View>
      <SlotLine order={order} />
      {shown.map((line) => (
        <View key={line.lineNo} className={styles.line}>
          <Picture src={line.imageUrl} className={styles.picture} />
          <View className={styles.words}><Text className={styles.name}>{line.name}</Text><Text className={styles.small}>{line.spec}</Text></View>
          <Text className={styles.count}>×{line.quantity}</Text>
        </View>
      ))}
      {order.lines.length > shown.length && <Text className={styles.small}>还有 {order.lines.length - shown.length} 种商品</Text>}
      {order.remark !== '' && <View className={styles.remark}><Icon name='note' size='s' /><Text>{order.remark}</Text></View>}
      <View className={styles.foot}>
        <Text className={styles.small}>{sayTime(order.createTime)} · 共 {order.pieceCount} 件</Text>
        <Price plain size='m' amount={order.payableAmount} />
      </View>
      {acts !== undefined && <View className={styles.acts} role='presentation' onClick={(event) => event.stopPropagation()}>{acts}</View>}
    </View>
  )
}

/** stateOf names a state as the store says it: at the counter goods wait for the customer. */
export function stateOf(order: Order): string {
  if (isPickup(order) && order.state === 'ORDER_STATE_READY') return '待自提'
  if (isPickup(order) && order.state === 'ORDER_STATE_DELIVERED') return '已取货'
  return stateName[order.state]
}

/** Answer is the pair of buttons below an order that waits: no is smaller than yes. */
export function Answer({ no, yes }: { no: ReactNode; yes: ReactNode }) {
  return <><View className={styles.no}>{no}</View><View className={styles.yes}>{yes}</View></>
}

export function Tags({ order }: { order: Order }) {
  return (
    <>
      <Text className={`${styles.tag} ${isPickup(order) ? styles.pickup : ''}`}>{isPickup(order) ? '自提' : '配送'}</Text>
      {!paid(order) && <Text className={`${styles.tag} ${styles.cash}`}>{isPickup(order) ? '到店付款' : '货到付款'}</Text>}
    </>
  )
}

/** SlotLine says when an order for later is expected, and until when it must be packed. */
export function SlotLine({ order }: { order: Order }) {
  if (!order.slot) return null
  return (
    <View className={styles.later}>
      <Icon name='clock' size='s' />
      <Text>预约 {saySlot(order.slot)}{isPickup(order) ? ' 自提' : ' 送达'}{order.readyBefore ? `，${sayTime(order.readyBefore)} 前备好` : ''}</Text>
    </View>
  )
}
