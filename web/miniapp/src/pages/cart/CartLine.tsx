import { Text, View } from '@tarojs/components'
import type { CartItem } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { openProduct } from '@/components/ProductCard'
import { Stepper } from '@/components/Stepper'
import { canBuy, forLaterOnly, priceMoved, quantityOf, sayInvalid } from '@/domain/cart'
import { yuan } from '@/domain/money'
import { setQuantity } from '@/store/acts'
import { Tick } from './Tick'
import styles from './CartLine.module.scss'

interface Props { item: CartItem; storeId: string; chosen: boolean; onChoose: (on: boolean) => void }

/** CartLine is a line of the cart; one that cannot be bought says why and can only be taken out. */
export function CartLine({ item, storeId, chosen, onChoose }: Props) {
  const ok = canBuy(item)
  const moved = priceMoved(item)
  const set = (quantity: number) => setQuantity(storeId, item.skuId, quantity)
  return (
    <View className={`${styles.line} ${ok ? '' : styles.gone}`}>
      <Tick on={chosen} disabled={!ok} label={`选择 ${item.name}`} className={styles.choose} onTap={() => onChoose(!chosen)} />
      <View {...(item.productId === '0' ? {} : { role: 'link', 'aria-label': item.name, onClick: () => openProduct(item.productId, storeId) })}><Picture src={item.imageUrl} className={styles.picture} /></View>
      <View className={styles.words}>
        <View className={styles.top}>
          <Text className={styles.name}>{item.name || '商品已失效'}</Text>
          <View className={styles.remove} role='button' aria-label={`移除 ${item.name}`} onClick={() => set(0)}><Icon name='trash' size='s' /></View>
        </View>
        <Text className={styles.spec}>{item.spec}</Text>
        {!ok && <Text className={styles.why}>{sayInvalid(item.invalidReason)}，不参与结算</Text>}
        {forLaterOnly(item) && <Text className={styles.why}>门店休息中，可预约时段</Text>}
        {ok && moved !== 0 && <Text className={moved > 0 ? styles.why : styles.good}>比加入时{moved > 0 ? '涨' : '降'}了 ¥{yuan(Math.abs(moved))}</Text>}
        <View className={styles.foot}>
          <Price amount={item.price} />
          {ok && <Stepper value={quantityOf(item)} min={1} onChange={set} label={item.name} />}
        </View>
      </View>
    </View>
  )
}
