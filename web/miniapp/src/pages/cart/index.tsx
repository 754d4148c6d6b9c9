import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import type { CartStore } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Empty } from '@/components/State'
import { lineId, sumOf, canBuy } from '@/domain/cart'
import { useCartBadge } from '@/hooks/useCartBadge'
import { session } from '@/services'
import { storage } from '@/services/storage'
import { useAct, useStore } from '@/store'
import { loadCart, toast, toastError } from '@/store/acts'
import { cartSlice } from '@/store/cart'
import { CartLine } from './CartLine'
import { Thresholds } from './Thresholds'
import { Tick } from './Tick'
import styles from './index.module.scss'

export default function CartPage() {
  const { cart, unchosen } = useStore((s) => s.cart)
  const user = useStore((s) => s.session.user)
  useCartBadge()
  useDidShow(() => { void loadCart().catch(toastError) })

  const stores = cart?.stores ?? []
  const chosen = stores.map((s) => ({ store: s, sum: sumOf(s.items, s.storeId, unchosen) })).filter((c) => c.sum.pieces > 0)
  const pieces = chosen.reduce((n, c) => n + c.sum.pieces, 0)
  const amount = chosen.reduce((n, c) => n + c.sum.amount, 0)

  const settle = () => {
    if (pieces === 0) {
      toast('请先选择要结算的商品')
      return
    }
    const items = chosen.flatMap(({ store }) => store.items
      .filter((item) => canBuy(item) && !unchosen[lineId(store.storeId, item.skuId)])
      .map((item) => ({ storeId: store.storeId, skuId: item.skuId, quantity: item.quantity })))
    storage.write('checkout', { items, fromCart: true })
    return Taro.navigateTo({ url: '/packages/order/confirm/index' })
  }

  const foot = stores.length > 0 && (
    <View className={styles.foot}>
      <View className={styles.sum}>
        <Text className={styles.small}>{pieces} 件，商品合计</Text>
        <Price amount={amount} size='l' />
      </View>
      <Button testId='settle' onTap={settle} disabled={pieces === 0}>去结算</Button>
    </View>
  )
  return (
    <Page title='购物车' tab foot={foot || undefined}>
      <View className={styles.body}>
        {!session.signedIn || user === null
          ? (
            <Empty icon='cart' title='登录后查看购物车' note='挑好的酒会在这里等您'>
              <Button onTap={() => Taro.navigateTo({ url: '/pages/login/index' })}>去登录</Button>
            </Empty>
          )
          : cart === null
            ? <Skeleton kind='row' count={4} />
            : stores.length === 0
              ? (
                <Empty icon='cart' title='购物车还是空的' note='挑几瓶喜欢的，半小时送到'>
                  <Button onTap={() => Taro.switchTab({ url: '/pages/category/index' })}>去选酒</Button>
                </Empty>
              )
              : stores.map((store) => <StoreCard key={store.storeId} store={store} />)}
        {stores.length > 1 && <Text className={styles.hint}>不同门店的商品会拆成多个订单，分别配送</Text>}
      </View>
    </Page>
  )
}

function StoreCard({ store }: { store: CartStore }) {
  const unchosen = useStore((s) => s.cart.unchosen)
  const act = useAct()
  const sum = sumOf(store.items, store.storeId, unchosen)
  const buyable = store.items.filter(canBuy)
  const choose = (skuIds: string[], on: boolean) => act(cartSlice.actions.chosen({ storeId: store.storeId, skuIds, on }))
  return (
    <View className={styles.card}>
      <View className={styles.head}>
        <Tick on={sum.all} disabled={buyable.length === 0} label={`全选 ${store.storeName}`} className={styles.choose} onTap={() => choose(buyable.map((i) => i.skuId), !sum.all)} />
        <Text className={styles.name}>{store.storeName}</Text>
        <Text className={styles.small}>{sum.pieces} 件</Text>
      </View>
      {store.items.map((item) => (
        <CartLine
          key={item.skuId} item={item} storeId={store.storeId} chosen={!unchosen[lineId(store.storeId, item.skuId)]}
          onChoose={(on) => choose([item.skuId], on)}
        />
      ))}
      <Thresholds storeId={store.storeId} amount={sum.amount} />
      <View className={styles.total}><Text className={styles.small}>小计（不含配送费）</Text><Price amount={sum.amount} /></View>
    </View>
  )
}
