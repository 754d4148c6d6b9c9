import { useEffect, useMemo, useState } from 'react'
import { Text, Textarea, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import type { Quote, Slot } from '@dajiu/api'
import { AgeGate } from '@/components/AgeGate'
import { Button } from '@/components/Button'
import { Icon, type IconName } from '@/components/Icon'
import { Page } from '@/components/Page'
import { PhoneButton, PhoneSheet } from '@/components/PhoneButton'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { useAddresses } from '@/services/queries'
import { useQuery } from '@/hooks/useQuery'
import { api, asApiError, cache } from '@/services'
import { storage } from '@/services/storage'
import { useStore } from '@/store'
import { loadCart, toastError } from '@/store/acts'
import { SlotSheet, WhenRow } from './SlotSheet'
import { Problems, StoreBill } from './StoreBill'
import styles from './index.module.scss'

/** What is to be bought, as the page before wrote it down. */
export interface Checkout { items: { storeId: string; skuId: string; quantity: string }[]; fromCart: boolean }

type Fulfilment = 'FULFILMENT_INSTANT' | 'FULFILMENT_PICKUP'
type PayMethod = 'PAY_METHOD_WECHAT' | 'PAY_METHOD_ON_DELIVERY'

const maxRemark = 200

export default function ConfirmPage() {
  const checkout = useMemo(() => storage.read<Checkout>('checkout', { items: [], fromCart: false }), [])
  const [fulfilment, setFulfilment] = useState<Fulfilment>('FULFILMENT_INSTANT')
  const [payMethod, setPayMethod] = useState<PayMethod>('PAY_METHOD_WECHAT')
  const [remark, setRemark] = useState('')
  const [pickedAddress, setPicked] = useState('')
  const [slot, setSlot] = useState<Slot | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [asking, setAsking] = useState(false)
  const phone = useStore((s) => s.session.user?.phoneMasked)
  const placeAddress = useStore((s) => s.place.place.addressId)
  const addresses = useAddresses()
  useDidShow(() => setPicked((old) => storage.get('pickedAddress') || old))

  const list = addresses.data ?? []
  const address = list.find((a) => a.addressId === pickedAddress) ?? list.find((a) => a.addressId === placeAddress) ?? list.find((a) => a.isDefault) ?? list[0]
  const pickup = fulfilment === 'FULFILMENT_PICKUP'
  const addressId = pickup ? '0' : (address?.addressId ?? '0')
  const known = pickup || addresses.data !== undefined
  const slotStartTime = slot?.startTime
  const storeIds = useMemo(() => [...new Set(checkout.items.map((i) => i.storeId))], [checkout])
  const key = known && checkout.items.length > 0 ? `quote:${fulfilment}:${addressId}:${slotStartTime ?? ''}:${JSON.stringify(checkout.items)}` : null
  const quote = useQuery<Quote>(key, () => api.post('/v1/orders:preview', { body: { items: checkout.items, fulfilment, addressId, slotStartTime } }), { freshMs: 0 })
  const q = quote.data
  const minutes = Math.max(0, ...(q?.stores.map((s) => s.promiseMinutes) ?? []))
  // Whether a store is closed now is told only while no slot is chosen.
  const [closed, setClosed] = useState(false)
  useEffect(() => { if (q && slot === null) setClosed(q.problems.some((p) => p.reason === 'ORDER_STORE_CLOSED')) }, [q, slot])
  const chooseSlot = () => { if (pickup || address) setChoosing(true) }
  const blocked = !q || q.problems.length > 0 || (!pickup && !address)

  const place = async () => {
    if (!q) return
    try {
      const trade = await api.post('/v1/orders', {
        body: { items: checkout.items, fulfilment, addressId, payMethod, expectedAmount: q.payableAmount, remark: remark.trim(), slotStartTime, keepCart: !checkout.fromCart },
      })
      storage.set('checkout', null)
      storage.set('pickedAddress', null)
      cache.expire('orders')
      // The server took what was bought out of the cart.
      if (checkout.fromCart) void loadCart().catch(() => undefined)
      const first = trade.orders[0]
      await Taro.redirectTo({
        url: payMethod === 'PAY_METHOD_WECHAT' && Number(trade.payableAmount) > 0
          ? `/packages/order/cashier/index?trade=${trade.tradeId}&order=${first?.orderId ?? ''}&amount=${trade.payableAmount}&before=${encodeURIComponent(first?.payBefore ?? '')}&count=${trade.orders.length}`
          : trade.orders.length === 1 && first ? `/packages/order/detail/index?id=${first.orderId}` : '/packages/order/list/index?tab=active',
      })
    } catch (thrown) {
      // The price, the stock or the range moved: show how it stands now.
      if (asApiError(thrown).reason.startsWith('ORDER_')) void quote.reload()
      throw thrown
    }
  }

  if (checkout.items.length === 0) {
    return <Page title='确认订单'><Empty icon='bag' title='没有待结算的商品'><Button onTap={() => Taro.switchTab({ url: '/pages/cart/index' })}>回购物车</Button></Empty></Page>
  }
  const foot = (
    <View className={styles.foot}>
      <View className={styles.due}><Text className={styles.small}>应付</Text><Price amount={q?.payableAmount ?? 0} size='l' /></View>
      <Button testId='place' size='l' disabled={blocked} onTap={place} failed={toastError}>{payMethod === 'PAY_METHOD_WECHAT' ? '提交并支付' : '提交订单'}</Button>
    </View>
  )
  return (
    <Page title='确认订单' foot={foot} over={<><AgeGate /><PhoneSheet open={asking} onClose={() => setAsking(false)} /><SlotSheet open={choosing} closed={closed} storeIds={storeIds} pickup={pickup} to={address?.point} picked={slot} onPick={setSlot} onClose={() => setChoosing(false)} /></>}>
      <View className={styles.body}>
        <View className={styles.tabs}>
          <Choice name='送货上门' icon='truck' on={!pickup} onTap={() => setFulfilment('FULFILMENT_INSTANT')} />
          <Choice name='到店自提' icon='store' on={pickup} onTap={() => setFulfilment('FULFILMENT_PICKUP')} />
        </View>
        {!pickup && (
          <View className={styles.card} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/addresses/index?pick=1' })}>
            {address
              ? (
                <View className={styles.address}>
                  <Icon name='pin' />
                  <View className={styles.words}>
                    <Text className={styles.where}>{address.street}{address.door}</Text>
                    <Text className={styles.small}>{address.contactName} {address.phone}</Text>
                  </View>
                  <Icon name='right' size='s' />
                </View>
              )
              : <View className={styles.address}><Icon name='plus' /><Text className={styles.where}>{addresses.loading ? '正在读取地址…' : '添加收货地址'}</Text><Icon name='right' size='s' /></View>}
          </View>
        )}
        <WhenRow pickup={pickup} picked={slot} closed={closed} soon={!pickup && minutes > 0 ? `约 ${minutes} 分钟` : ''} onTap={chooseSlot} />
        {phone === '' && (
          <View className={styles.phone}>
            <Icon name='phone' /><Text className={styles.ask}>{pickup ? '留下手机号，备好或有变动时联系您' : '留下手机号，方便门店与您确认订单'}</Text>
            <PhoneButton onSimulated={() => setAsking(true)}>授权手机号</PhoneButton>
          </View>
        )}
        {quote.error !== null && q === undefined && <Failure slim error={quote.error} retry={quote.reload} />}
        {q === undefined && quote.error === null && <Skeleton kind='row' count={2} />}
        {q !== undefined && <Problems problems={q.problems} onLater={chooseSlot} />}
        {q?.stores.map((s) => <StoreBill key={s.storeId} store={s} pickup={pickup || slot !== null} />)}
        <View className={styles.card}>
          <Text className={styles.heading} role='heading' aria-level={2}>支付方式</Text>
          <Choice row name='微信支付' icon='wechat' on={payMethod === 'PAY_METHOD_WECHAT'} onTap={() => setPayMethod('PAY_METHOD_WECHAT')} />
          <Choice row name={pickup ? '到店付款' : '货到付款'} icon='wallet' on={payMethod === 'PAY_METHOD_ON_DELIVERY'} onTap={() => setPayMethod('PAY_METHOD_ON_DELIVERY')} />
        </View>
        <View className={styles.card}>
          <Text className={styles.heading} role='heading' aria-level={2}>备注</Text>
          <Textarea className={styles.remark} value={remark} maxlength={maxRemark} placeholder='口味、冰镇、送达方式等，门店与骑手可见' onInput={(e) => setRemark(e.detail.value)} />
        </View>
        <Text className={styles.law}>提交即表示您与收货人均已年满 18 周岁，收货时请配合核验年龄</Text>
      </View>
    </Page>
  )
}

function Choice({ name, icon, on, onTap, row }: { name: string; icon: IconName; on: boolean; onTap: () => void; row?: boolean }) {
  return (
    <View className={`${row ? styles.pay : styles.choice} ${on ? styles.on : ''}`} role='radio' aria-checked={on} aria-label={name} onClick={onTap}>
      <Icon name={icon} /><Text className={styles.choiceName}>{name}</Text>
      {row && <View className={`${styles.radio} ${on ? styles.radioOn : ''}`}>{on && <Icon name='check' size='s' />}</View>}
    </View>
  )
}
