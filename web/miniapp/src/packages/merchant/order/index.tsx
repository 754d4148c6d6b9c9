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
import { isPickup } from '@/domain/order'
import { clock } from '@/domain/time'
import { accept, finishPacking, receiveReturn, reject, startPicking } from '../parts/acts'
import { Deadline } from '../parts/Deadline'
import { SlotLine, stateOf, Tags } from '../parts/OrderCard'
import { canReject, paid, shortNumber } from '../parts/orders'
import { keepTicks, progress, ticksOf, toggled, type Ticks } from '../parts/picks'
import { useStoreDelivery, useStoreOrder } from '../parts/queries'
import { RejectSheet } from '../parts/RejectSheet'
import { useMyStore } from '../parts/store'
import { Picking } from './Picking'
import { Receiver } from './Receiver'
import styles from './index.module.scss'

const sayState = (order: Order): string => {
  const pickup = isPickup(order)
  switch (order.state) {
    case 'ORDER_STATE_CONFIRMED': return '请在时限内接单'
    case 'ORDER_STATE_ACCEPTED': return '点「开始拣货」，按清单备齐商品'
    case 'ORDER_STATE_PICKING': return '逐项勾选，全部装袋后点「打包完成」'
    case 'ORDER_STATE_READY': return pickup ? '顾客到店后，用「自提核销」验证取货码' : '等待骑手到店取货'
    case 'ORDER_STATE_SHIPPED': return '骑手已取货，正在送往顾客'
    case 'ORDER_STATE_RETURNING': return '骑手正在送回商品，收到后请核对并确认'
    case 'ORDER_STATE_CANCELLED': return '订单已取消，库存已释放'
    default: return pickup ? '顾客已取走商品' : '商品已送达顾客'
  }
}

/** StoreOrder is one order in the hands of the store: accepted, picked, packed, handed out, or taken back. */
export default function StoreOrder() {
  const { id = '' } = useRouter().params
  const { storeId } = useMyStore()
  const query = useStoreOrder(storeId, id)
  const order = query.data
  const [ticks, setTicks] = useState<Ticks>(() => ticksOf(id))
  const [rejecting, setRejecting] = useState(false)
  if (!order) {
    return <Page title='订单'><View className={styles.body}>{query.error ? <Failure error={query.error} retry={query.reload} /> : <Skeleton kind='row' count={4} />}</View></Page>
  }
  const picking = order.state === 'ORDER_STATE_PICKING'
  const tick = (lineNo: number) => {
    const next = toggled(ticks, lineNo)
    setTicks(next)
    keepTicks(id, next)
  }
  return (
    <Page
      title={shortNumber(id)} aside={<View className={styles.tags}><Tags order={order} /></View>}
      foot={<Acts storeId={storeId} order={order} ticks={ticks} onReject={() => setRejecting(true)} />}
      over={<RejectSheet open={rejecting} onClose={() => setRejecting(false)} onReject={(note) => reject(storeId, id, note)} />}
    >
      <View className={styles.body}>
        <View className={`${styles.state} ${order.state === 'ORDER_STATE_CANCELLED' ? styles.over : ''}`}>
          <View className={styles.words}><Text className={styles.title}>{stateOf(order)}</Text><Text className={styles.note}>{sayState(order)}</Text></View>
          {order.state === 'ORDER_STATE_CONFIRMED' && <Deadline until={order.acceptBefore} />}
        </View>
        <SlotLine order={order} />
        {order.remark !== '' && <View className={styles.remark}><Icon name='note' /><Text>{order.remark}</Text></View>}
        <Picking order={order} ticks={ticks} active={picking} onTick={tick} />
        <Receiver storeId={storeId} order={order} />
        <View className={styles.card}>
          <View className={styles.row}><Text className={styles.key}>商品金额</Text><Price plain size='s' amount={order.goodsAmount} /></View>
          {!isPickup(order) && <View className={styles.row}><Text className={styles.key}>配送费</Text><Price plain size='s' amount={order.deliveryFee} /></View>}
          <View className={styles.row}><Text className={styles.key}>{paid(order) ? '顾客已付' : '应收顾客'}</Text><Price size='m' amount={order.payableAmount} /></View>
        </View>
        <View className={styles.card}>
          {[...order.timeline].reverse().map((e) => (
            <View key={e.eventId} className={styles.event}>
              <Text className={styles.time}>{e.time ? clock(new Date(e.time)) : ''}</Text>
              <View className={styles.words}><Text>{stateOf({ ...order, state: e.state })}</Text>{e.note !== '' && <Text className={styles.note}>{e.note}</Text>}</View>
            </View>
          ))}
          <View className={styles.id}><Text selectable>订单号 {order.orderId}</Text></View>
        </View>
      </View>
    </Page>
  )
}

interface ActsProps { storeId: string; order: Order; ticks: Ticks; onReject: () => void }

function Acts({ storeId, order, ticks, onReject }: ActsProps) {
  const delivery = useStoreDelivery(storeId, order)
  const id = order.orderId
  const { done, all, complete } = progress(order.lines, ticks)
  return (
    <View className={styles.foot}>
      {canReject(order.state) && <Button kind='line' size='l' testId='reject' onTap={onReject}>拒单</Button>}
      {order.state === 'ORDER_STATE_CONFIRMED' && <Button wide size='l' testId='accept' onTap={() => accept(storeId, id)}>接单</Button>}
      {order.state === 'ORDER_STATE_ACCEPTED' && <Button wide size='l' testId='pick' onTap={() => startPicking(storeId, id)}>开始拣货</Button>}
      {order.state === 'ORDER_STATE_PICKING' && <Button wide size='l' testId='pack' disabled={!complete} onTap={() => finishPacking(storeId, id)}>{complete ? '打包完成' : `已拣 ${done} / ${all} 项`}</Button>}
      {order.state === 'ORDER_STATE_READY' && isPickup(order) && <Button wide size='l' testId='to-pickup' onTap={() => Taro.navigateTo({ url: '/packages/merchant/pickup/index' })}>自提核销</Button>}
      {order.state === 'ORDER_STATE_RETURNING' && <Button wide size='l' testId='receive' disabled={delivery.data?.state !== 'DELIVERY_STATE_REFUSED'} onTap={() => receiveReturn(storeId, id, delivery.data?.deliveryId ?? '')}>商品完好，确认收到退货</Button>}
      {order.state === 'ORDER_STATE_SHIPPED' && <Text className={styles.rest}>骑手已取货，等待送达</Text>}
      {order.state === 'ORDER_STATE_READY' && !isPickup(order) && <Text className={styles.rest}>{courierNote(delivery.data?.state)}</Text>}
      {['ORDER_STATE_DELIVERED', 'ORDER_STATE_COMPLETED', 'ORDER_STATE_CANCELLED'].includes(order.state) && <Text className={styles.rest}>无需操作</Text>}
    </View>
  )
}

function courierNote(state: string | undefined): string {
  if (state === 'DELIVERY_STATE_ASSIGNED') return '骑手正在赶来'
  return state === 'DELIVERY_STATE_SEARCHING' ? '正在呼叫骑手…' : '等待骑手取货'
}
