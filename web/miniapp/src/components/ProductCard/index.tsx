import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ProductCard as Card } from '@dajiu/api'
import { quantityIn } from '@/domain/cart'
import { useStore } from '@/store'
import { Icon } from '../Icon'
import { Picture } from '../Picture'
import { Price } from '../Price'
import { Stepper } from '../Stepper'
import { useAddToCart } from './add'
import styles from './index.module.scss'

interface Props { card: Card; storeId: string; storeName: string; kind?: 'tile' | 'row' }

export function openProduct(productId: string, storeId: string): void {
  void Taro.navigateTo({ url: `/packages/order/product/index?id=${productId}&store=${storeId}` })
}

export const sayAbv = (permille: number) => `${(permille / 10).toFixed(permille % 10 === 0 ? 0 : 1)}%vol`

/** ProductCard shows a product of a store: as a tile of a grid or a row of a list. */
export function ProductCard({ card, storeId, storeName, kind = 'tile' }: Props) {
  const quantity = useStore((s) => (card.skuCount === 1 ? quantityIn(s.cart.cart, storeId, card.defaultSkuId) : 0))
  const add = useAddToCart()
  const many = card.skuCount > 1
  const line = { name: card.name, spec: '', imageUrl: card.imageUrl, price: card.price, productId: card.productId, storeName }
  return (
    // The whole card is tapped; its name is the link that those who cannot see it follow, since a button holds no buttons.
    <View className={`${styles.card} ${styles[kind]} ${card.inStock ? '' : styles.gone}`} role='presentation' onClick={() => openProduct(card.productId, storeId)}>
      <View className={styles.frame}>
        <Picture src={card.imageUrl} className={styles.picture} />
        {!card.inStock && <View className={styles.sold}>已售罄</View>}
        {card.inStock && card.tags[0] !== undefined && <View className={styles.tag}>{card.tags[0]}</View>}
      </View>
      <View className={styles.words}>
        <Text className={styles.name} role='link'>{card.name}</Text>
        <Text className={styles.sub}>{[card.brandName, card.abvPermille > 0 ? sayAbv(card.abvPermille) : '', kind === 'row' ? card.subtitle : ''].filter(Boolean).join(' · ')}</Text>
        <View className={styles.foot}>
          <Price amount={card.price} was={kind === 'row' ? card.listPrice : undefined} from={many} />
          {card.inStock && (many
            ? <View className={styles.choose} role='button' aria-label={`选规格 ${card.name}`}>选规格</View>
            : quantity > 0 && kind === 'row'
              ? <Stepper value={quantity} onChange={(n) => add(storeId, card.defaultSkuId, n, line)} label={card.name} />
              : (
                <View
                  className={styles.plus} role='button' aria-label={`加入购物车 ${card.name}`}
                  onClick={(event) => {
                    event.stopPropagation()
                    add(storeId, card.defaultSkuId, quantity + 1, line)
                  }}
                >
                  {quantity > 0 ? <Text className={styles.count}>{quantity}</Text> : <Icon name='plus' size='s' />}
                </View>
              ))}
        </View>
      </View>
    </View>
  )
}
