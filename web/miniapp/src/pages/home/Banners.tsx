import { useState } from 'react'
import { Swiper, SwiperItem, Text, View } from '@tarojs/components'
import type { ProductCard } from '@dajiu/api'
import { openProduct } from '@/components/ProductCard'
import { Picture } from '@/components/Picture'
import { fen, yuan } from '@/domain/money'
import styles from './Banners.module.scss'

const looks = ['amber', 'cellar', 'garden'] as const
const words = ['今晚喝点什么', '开一瓶好的', '冰镇一下更好喝'] as const

/** Banners present what sells best, drawn from the goods themselves: nothing is promised that the store does not have. */
export function Banners({ products, storeId }: { products: ProductCard[]; storeId: string }) {
  const [at, setAt] = useState(0)
  const shown = products.slice(0, looks.length)
  if (shown.length === 0) return <View className={styles.empty} />
  return (
    <View className={styles.banners}>
      <Swiper className={styles.swiper} autoplay circular interval={4800} onChange={(e) => setAt(e.detail.current)}>
        {shown.map((card, i) => (
          <SwiperItem key={card.productId}>
            <View className={`${styles.banner} ${styles[looks[i] ?? 'amber']}`} role='link' onClick={() => openProduct(card.productId, storeId)}>
              <View className={styles.words}>
                <Text className={styles.kicker}>{words[i]}</Text>
                <Text className={styles.title}>{card.name}</Text>
                <Text className={styles.price}>¥{yuan(fen(card.price))}{card.skuCount > 1 ? ' 起' : ''}</Text>
              </View>
              <Picture src={card.imageUrl} className={styles.picture} />
            </View>
          </SwiperItem>
        ))}
      </Swiper>
      <View className={styles.dots}>{shown.map((card, i) => <View key={card.productId} className={`${styles.dot} ${i === at ? styles.on : ''}`} />)}</View>
    </View>
  )
}
