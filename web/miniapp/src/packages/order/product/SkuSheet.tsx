import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { Product, Sku } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { Sheet } from '@/components/Sheet'
import { Stepper } from '@/components/Stepper'
import styles from './SkuSheet.module.scss'

interface Props {
  open: boolean
  buying: boolean
  product: Product
  skus: Sku[]
  sku: Sku
  /** What is left of each SKU, at most 99. */
  stock: Readonly<Record<string, number>>
  onPick: (skuId: string) => void
  onClose: () => void
  onDone: (quantity: number) => unknown
}

/** What the API calls many: 99 means that or more. */
const many = 99

/** SkuSheet chooses the kind and how many. */
export function SkuSheet({ open, buying, product, skus, sku, stock, onPick, onClose, onDone }: Props) {
  const [quantity, setQuantity] = useState(1)
  useEffect(() => setQuantity(1), [open, sku.skuId])
  const left = stock[sku.skuId]
  const most = left === undefined || left >= many ? 999 : Math.max(1, left)
  const done = async () => {
    await onDone(quantity)
    onClose()
  }
  return (
    <Sheet open={open} onClose={onClose} title='选择规格' foot={<Button wide size='l' testId='sku-done' disabled={!sku.inStock || left === 0} onTap={done}>{buying ? '立即购买' : '加入购物车'}</Button>}>
      <View className={styles.body}>
        <View className={styles.head}>
          <Picture src={product.imageUrls[0] ?? ''} className={styles.picture} />
          <View className={styles.words}>
            <Text className={styles.name}>{product.name}</Text>
            <Price amount={sku.price} was={sku.listPrice} size='l' />
            <Text className={styles.left}>{left === undefined ? '' : left === 0 ? '已售罄' : left >= many ? '库存充足' : `剩余 ${left} 件`}</Text>
          </View>
        </View>
        <View className={styles.chips}>
          {skus.map((s) => {
            const gone = !s.inStock || stock[s.skuId] === 0
            return (
              <View key={s.skuId} role='radio' aria-checked={s.skuId === sku.skuId} className={`${styles.chip} ${s.skuId === sku.skuId ? styles.on : ''} ${gone ? styles.gone : ''}`} onClick={() => onPick(s.skuId)}>
                {s.spec}{gone ? ' · 缺货' : ''}
              </View>
            )
          })}
        </View>
        <View className={styles.row}><Text>数量</Text><Stepper value={quantity} min={1} max={most} onChange={setQuantity} /></View>
      </View>
    </Sheet>
  )
}
