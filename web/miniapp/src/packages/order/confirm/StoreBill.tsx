import { Text, View } from '@tarojs/components'
import { type Quote, sayReason, type StoreQuote } from '@dajiu/api'
import Taro from '@tarojs/taro'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { sayMeters } from '@/domain/geo'
import { fen } from '@/domain/money'
import { stepsOf } from '../parts/steps'
import styles from './StoreBill.module.scss'

/** StoreBill is what one store will bring, and how its price came about. */
export function StoreBill({ store, pickup }: { store: StoreQuote; pickup: boolean }) {
  return (
    <View className={styles.card}>
      <View className={styles.head}>
        <Text className={styles.name}>{store.storeName}</Text>
        {!pickup && store.promiseMinutes > 0 && <Text className={styles.promise}>约 {store.promiseMinutes} 分钟 · {sayMeters(store.distanceMeters)}</Text>}
      </View>
      {store.lines.map((line) => (
        <View key={line.skuId} className={styles.line}>
          <Picture src={line.imageUrl} className={styles.picture} />
          <View className={styles.words}><Text className={styles.title}>{line.name}</Text><Text className={styles.small}>{line.spec}</Text></View>
          <View className={styles.right}><Price plain size='s' amount={line.amount} /><Text className={styles.small}>×{line.quantity}</Text></View>
        </View>
      ))}
      {stepsOf(store.steps).map((step) => (
        <View key={step.code} className={styles.step}>
          <Text>{step.title}</Text>
          {step.note !== '' ? <Text className={styles.small}>{step.note}</Text> : <Price plain size='s' amount={step.amount} />}
        </View>
      ))}
      <View className={styles.sum}><Text>小计</Text><Price amount={fen(store.payableAmount)} /></View>
    </View>
  )
}

/** Problems are what stands in the way of placing an order, with what to do about it. */
export function Problems({ problems, onLater }: { problems: Quote['problems']; onLater: () => void }) {
  if (problems.length === 0) return null
  return (
    <View className={styles.problems}>
      {problems.map((p) => (
        <View key={`${p.storeId}/${p.skuId}/${p.reason}`} className={styles.problem}>
          <Icon name='alert' size='s' />
          <Text className={styles.said}>{/[\u4e00-\u9fff]/.test(p.message) ? p.message : sayReason(p.reason, 409, p.message)}</Text>
          {p.reason === 'ORDER_BELOW_MINIMUM' && <Button size='s' kind='quiet' onTap={() => Taro.switchTab({ url: '/pages/category/index' })}>去凑单</Button>}
          {p.reason === 'ORDER_STORE_CLOSED' && <Button size='s' kind='quiet' testId='later' onTap={onLater}>选时段</Button>}
        </View>
      ))}
    </View>
  )
}
