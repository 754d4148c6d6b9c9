import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Order } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { openProduct } from '@/components/ProductCard'
import { isPickup } from '@/domain/order'
import { sayTime } from '@/domain/time'
import { stepsOf } from '../parts/steps'
import styles from './Goods.module.scss'

/** Goods is what was ordered, what it came to, and where it goes. */
export function Goods({ order }: { order: Order }) {
  return (
    <>
      <View className={styles.card}>
        <Text className={styles.store}>{order.storeName}</Text>
        {order.lines.map((line) => (
          <View key={line.lineNo} className={styles.line} role='link' onClick={() => openProduct(line.productId, order.storeId)}>
            <Picture src={line.imageUrl} className={styles.picture} />
            <View className={styles.words}><Text className={styles.name}>{line.name}</Text><Text className={styles.small}>{line.spec} ×{line.quantity}</Text></View>
            <Price plain size='s' amount={line.amount} />
          </View>
        ))}
        {stepsOf(order.steps).map((step) => (
          <View key={step.code} className={styles.step}><Text>{step.title}</Text>{step.note !== '' ? <Text className={styles.small}>{step.note}</Text> : <Price plain size='s' amount={step.amount} />}</View>
        ))}
        <View className={styles.sum}><Text>合计</Text><Price amount={order.payableAmount} /></View>
      </View>
      <View className={styles.card}>
        {!isPickup(order) && order.address && <Row name='收货' value={`${order.address.text}\n${order.address.contactName} ${order.address.phone}`} />}
        {order.remark !== '' && <Row name='备注' value={order.remark} />}
        <Row name='下单' value={sayTime(order.createTime)} />
        <View className={styles.row}>
          <Text className={styles.key}>编号</Text><Text className={styles.value} selectable>{order.orderId}</Text>
          <View className={styles.copy} role='button' aria-label='复制订单编号' onClick={() => void Taro.setClipboardData({ data: order.orderId })}><Icon name='copy' size='s' /></View>
        </View>
      </View>
    </>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return <View className={styles.row}><Text className={styles.key}>{name}</Text><Text className={styles.value}>{value}</Text></View>
}
