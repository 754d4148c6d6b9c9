import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { AgeGate } from '@/components/AgeGate'
import { Page } from '@/components/Page'
import { ProductCard } from '@/components/ProductCard'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { useCartBadge } from '@/hooks/useCartBadge'
import { useCurrentStore, useHot, useNearby } from '@/services/queries'
import { homeOf } from '@/roles'
import { store, useStore } from '@/store'
import { locate } from '@/store/acts'
import { Banners } from './Banners'
import { Kinds } from './Kinds'
import { StoreHead } from './StoreHead'
import styles from './index.module.scss'

export default function Home() {
  const { place } = useStore((s) => s.place)
  const current = useCurrentStore()
  const nearby = useNearby(place.point)
  const hot = useHot(current?.storeId)
  useCartBadge()
  useDidShow(() => {
    // Staff have a home of their own; who opens the app again lands there.
    const staff = homeOf(store.getState().session.user?.roles ?? [])
    if (staff) void Taro.reLaunch({ url: staff })
    else void locate()
  })

  const nowhere = nearby.data !== undefined && nearby.data.length === 0
  return (
    <Page over={<AgeGate />} bleed>
      <StoreHead loading={nearby.loading} />
      <View className={styles.body}>
        {nearby.error !== null && nearby.data === undefined && <Failure error={nearby.error} retry={nearby.reload} />}
        {nowhere && <Empty icon='pin' title='附近还没有门店' note='换一个收货地址看看，我们正在努力开到您身边' />}
        {!nowhere && (
          <>
            <Kinds />
            <Banners products={hot.data ?? []} storeId={current?.storeId ?? ''} />
            <View className={styles.section}>
              <Text className={styles.heading} role='heading' aria-level={2}>大家都在喝</Text>
              <Text className={styles.all} role='link' onClick={() => void Taro.switchTab({ url: '/pages/category/index' })}>全部好酒</Text>
            </View>
            {hot.error !== null && hot.data === undefined && <Failure slim error={hot.error} retry={hot.reload} />}
            {hot.data === undefined && hot.error === null && <Skeleton kind='card' count={4} />}
            {hot.data !== undefined && current !== null && (
              <View className={styles.grid}>
                {hot.data.map((card) => <ProductCard key={card.productId} card={card} storeId={current.storeId} storeName={current.name} />)}
              </View>
            )}
            {hot.data !== undefined && <Text className={styles.end}>理性饮酒 · 未成年人请勿饮酒</Text>}
          </>
        )}
      </View>
    </Page>
  )
}
