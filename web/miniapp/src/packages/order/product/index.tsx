import { useState } from 'react'
import { Swiper, SwiperItem, Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { sayAbv } from '@/components/ProductCard'
import { useAddToCart } from '@/components/ProductCard/add'
import { Skeleton } from '@/components/Skeleton'
import { Failure } from '@/components/State'
import { quantityIn } from '@/domain/cart'
import { fen } from '@/domain/money'
import { useQuery } from '@/hooks/useQuery'
import { api, session } from '@/services'
import { useEstimate, useStoreById } from '@/services/queries'
import { storage } from '@/services/storage'
import { useStore } from '@/store'
import { toast } from '@/store/acts'
import { SkuSheet } from './SkuSheet'
import styles from './index.module.scss'

export default function ProductPage() {
  const { id = '', store: storeId = '' } = useRouter().params
  const product = useQuery(`product:${storeId}:${id}`, () => api.get('/v1/products/{productId}', { path: { productId: id }, query: { storeId } }))
  const store = useStoreById(storeId)
  const point = useStore((s) => s.place.place.point)
  const estimate = useEstimate(store.data ?? null, point)
  const cart = useStore((s) => s.cart.cart)
  const [picked, setPicked] = useState('')
  const [choosing, setChoosing] = useState<'' | 'cart' | 'buy'>('')
  const add = useAddToCart()

  const p = product.data
  const skus = (p?.skus ?? []).filter((s) => s.listed)
  const sku = skus.find((s) => s.skuId === picked) ?? skus.find((s) => s.inStock) ?? skus[0]
  const stock = useQuery(skus.length > 0 ? `stock:${storeId}:${id}` : null, async () => {
    const answer = await api.get('/v1/stores/{storeId}/availability', { path: { storeId }, query: { skuIds: skus.map((s) => s.skuId) } })
    return Object.fromEntries(answer.items.map((i) => [i.skuId, i.available]))
  }, { freshMs: 3000 })
  const left = sku ? stock.data?.[sku.skuId] : undefined

  if (!p || !sku) {
    return (
      <Page title=''>
        <View className={styles.loading}>
          {product.error ? <Failure error={product.error} retry={product.reload} /> : <><Skeleton kind='square' /><Skeleton kind='title' /><Skeleton kind='line' count={3} /></>}
        </View>
      </Page>
    )
  }

  const put = (quantity: number) => {
    const line = { name: p.name, spec: sku.spec, imageUrl: p.imageUrls[0] ?? '', price: sku.price, productId: p.productId, storeName: store.data?.name ?? '' }
    if (add(storeId, sku.skuId, quantityIn(cart, storeId, sku.skuId) + quantity, line)) toast('已加入购物车', 'good')
  }
  const buy = (quantity: number) => {
    if (!session.signedIn) return Taro.navigateTo({ url: '/pages/login/index' })
    storage.write('checkout', { items: [{ storeId, skuId: sku.skuId, quantity: String(quantity) }], fromCart: false })
    return Taro.navigateTo({ url: '/packages/order/confirm/index' })
  }
  const inCart = cart?.pieceCount ?? 0
  const soldOut = !sku.inStock || left === 0
  const quote = estimate.data
  const foot = (
    <View className={styles.foot}>
      <View className={styles.cart} role='button' aria-label='购物车' onClick={() => void Taro.switchTab({ url: '/pages/cart/index' })}>
        <Icon name='cart' size='l' />{inCart > 0 && <View className={styles.badge}>{inCart > 99 ? '99+' : inCart}</View>}
      </View>
      <Button wide kind='soft' className={styles.act} testId='add' disabled={soldOut} onTap={() => setChoosing('cart')}>{soldOut ? '已售罄' : '加入购物车'}</Button>
      <Button wide className={styles.act} testId='buy' disabled={soldOut} onTap={() => setChoosing('buy')}>立即购买</Button>
    </View>
  )
  return (
    <Page
      title={p.brandName} foot={foot}
      over={(
        <SkuSheet
          open={choosing !== ''} buying={choosing === 'buy'} product={p} skus={skus} sku={sku} stock={stock.data ?? {}}
          onPick={setPicked} onClose={() => setChoosing('')} onDone={(n) => (choosing === 'buy' ? buy(n) : put(n))}
        />
      )}
    >
      <Gallery urls={p.imageUrls} name={p.name} />
      <View className={styles.card}>
        <View className={styles.priceRow}>
          <Price amount={sku.price} was={sku.listPrice} size='xl' />
          {fen(sku.memberPrice) > 0 && fen(sku.memberPrice) < fen(sku.price) && <View className={styles.member}>会员 <Price plain size='s' amount={sku.memberPrice} /></View>}
        </View>
        <Text className={styles.name} selectable>{p.name}</Text>
        {p.subtitle !== '' && <Text className={styles.sub}>{p.subtitle}</Text>}
        <View className={styles.tags}>{p.tags.map((t) => <Text key={t} className={styles.tag}>{t}</Text>)}</View>
      </View>
      <View className={styles.card}>
        <View className={styles.row} role='button' onClick={() => setChoosing('cart')}>
          <Text className={styles.key}>规格</Text><Text className={styles.value}>{sku.spec}</Text>
          <Text className={soldOut ? styles.bad : styles.stock}>{soldOut ? '暂时缺货' : left !== undefined && left < 10 ? `仅剩 ${left} 件` : '有货'}</Text><Icon name='right' size='s' />
        </View>
        <View className={styles.row}>
          <Text className={styles.key}>门店</Text><Text className={styles.value}>{store.data?.name ?? ''}</Text>
          {store.data && !store.data.openNow && <Text className={styles.bad}>休息中，可预约</Text>}
        </View>
        <View className={styles.row}>
          <Text className={styles.key}>配送</Text>
          <Text className={styles.value}>{quote?.inRange ? `约 ${quote.promiseMinutes} 分钟送达，也可到店自提` : quote ? '超出配送范围，可到店自提' : '正在计算…'}</Text>
        </View>
      </View>
      <View className={styles.card}>
        <Text className={styles.heading} role='heading' aria-level={2}>商品参数</Text>
        <View className={styles.attributes}>
          {p.abvPermille > 0 && <Attribute name='酒精度' value={sayAbv(p.abvPermille)} />}
          {p.attributes.filter((a) => a.key !== 'abv').map((a) => <Attribute key={a.key} name={a.name} value={a.value} />)}
          {sku.volumeMl > 0 && <Attribute name='净含量' value={`${sku.volumeMl} ml`} />}
        </View>
      </View>
      {p.description !== '' && <View className={styles.card}><Text className={styles.heading} role='heading' aria-level={2}>商品介绍</Text><Text className={styles.text} selectable>{p.description}</Text></View>}
      {p.liquor && (
        <View className={styles.notice}>
          <Icon name='shield' />
          <View>
            <Text className={styles.noticeTitle}>仅售年满 18 周岁人士</Text>
            <Text className={styles.noticeText}>本品含酒精，孕妇与对酒精过敏者请勿饮用；部分酒类可能含小麦、大麦、亚硫酸盐等致敏物质，请以瓶身标签为准。饮酒后请勿驾驶。收货时骑手将核验年龄。</Text>
          </View>
        </View>
      )}
    </Page>
  )
}

function Gallery({ urls, name }: { urls: string[]; name: string }) {
  const [at, setAt] = useState(0)
  if (urls.length <= 1) return <Picture src={urls[0] ?? ''} label={name} className={styles.gallery} />
  return (
    <View className={styles.slides}>
      <Swiper className={styles.gallery} onChange={(e) => setAt(e.detail.current)}>
        {urls.map((url) => <SwiperItem key={url}><Picture src={url} label={name} className={styles.gallery} /></SwiperItem>)}
      </Swiper>
      <View className={styles.counter}>{at + 1} / {urls.length}</View>
    </View>
  )
}

function Attribute({ name, value }: { name: string; value: string }) {
  return <View className={styles.attribute}><Text className={styles.aName}>{name}</Text><Text className={styles.aValue}>{value}</Text></View>
}
