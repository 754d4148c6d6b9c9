import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { DeliveryAddress, Order } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { isPickup } from '@/domain/order'
import { ask, toastError } from '@/store/acts'
import { revealReceiver } from '../parts/acts'
import { useStoreDelivery } from '../parts/queries'
import styles from './index.module.scss'

const words: Partial<Record<string, string>> = {
  DELIVERY_STATE_SEARCHING: '正在呼叫骑手', DELIVERY_STATE_ASSIGNED: '骑手已接单，正在赶来', DELIVERY_STATE_PICKED_UP: '骑手已取货',
  DELIVERY_STATE_HANDED_OVER: '已交付顾客', DELIVERY_STATE_REFUSED: '未能交付，正在送回', DELIVERY_STATE_RETURNED: '已退回门店',
}

/** Receiver is whom an order goes to: masked, until the clerk asks to see it, which is put on record. */
export function Receiver({ storeId, order }: { storeId: string; order: Order }) {
  const delivery = useStoreDelivery(storeId, order)
  const [shown, setShown] = useState<DeliveryAddress>()
  const a = shown ?? order.address
  const state = delivery.data?.state
  const courier = state ? words[state] : undefined
  if (!a && !courier) return null
  const contact = async () => {
    if (shown) {
      await Taro.makePhoneCall({ phoneNumber: shown.phone }).catch(() => undefined)
      return
    }
    if (!await ask({ title: '查看收货人信息？', note: '仅用于联系顾客处理本单，查看会被记录', yes: '查看' })) return
    setShown(await revealReceiver(storeId, order.orderId, '联系顾客处理订单'))
  }
  return (
    <View className={styles.card}>
      {a && (
        <View className={styles.receiver}>
          <Icon name='pin' />
          <View className={styles.words}><Text className={styles.where}>{a.text}</Text><Text className={styles.note}>{a.contactName} {a.phone}</Text></View>
          <View className={styles.call} role='button' id='contact' aria-label={shown ? '拨打顾客电话' : '查看收货人信息'} onClick={() => void contact().catch(toastError)}><Icon name='phone' /></View>
        </View>
      )}
      {courier !== undefined && !isPickup(order) && <View className={styles.receiver}><Icon name='truck' /><Text className={styles.words}>{courier}</Text></View>}
    </View>
  )
}
