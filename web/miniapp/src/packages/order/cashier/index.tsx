import { useEffect, useRef, useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import type { PaySession } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { useCountdown } from '@/hooks/useCountdown'
import { useFrames } from '@/hooks/useFrames'
import { api } from '@/services'
import { loadEnv } from '@/services/env'
import { requestPayment } from '@/services/pay/pay'
import { askSubscriptions, subscriptionsToAsk } from '@/services/subscribe/subscribe'
import { toast } from '@/store/acts'
import { PaySheet } from './PaySheet'
import { SubscribeSheet } from './SubscribeSheet'
import styles from './index.module.scss'

/** States in which money has come. */
const paidStates = new Set(['PAYMENT_STATE_PAID', 'PAYMENT_STATE_PARTLY_REFUNDED', 'PAYMENT_STATE_REFUNDED'])

export default function CashierPage() {
  const { trade = '', order = '', amount = '0', before = '', count = '1' } = useRouter().params
  const left = useCountdown(decodeURIComponent(before))
  const [checking, setChecking] = useState(false)
  const gone = useRef(false)
  const tried = useRef(false)
  // What to ask for is known before the payment, since WeChat lets one ask only in the moment after it.
  const known = useRef<ReturnType<typeof subscriptionsToAsk>>(Promise.resolve([]))
  // What the customer is asked just now, first for the money and then for leave to send messages: the page stays until it is
  // answered, even where the server hears of the money first.
  const asking = useRef<Promise<unknown>>(Promise.resolve())

  const finish = async () => {
    if (gone.current) return
    gone.current = true
    await asking.current
    toast('支付成功', 'good')
    await Taro.redirectTo({ url: count === '1' && order ? `/packages/order/detail/index?id=${order}` : '/packages/order/list/index?tab=active' })
  }
  /** check asks the server whether the money came; it asks the channel in its turn. */
  const check = async (): Promise<boolean> => {
    const payment = await api.get('/v1/trades/{tradeId}/payment', { path: { tradeId: trade }, query: { sync: true } })
    if (!paidStates.has(payment.state)) return false
    await finish()
    return true
  }
  const ask = async (session: PaySession, wechatpay: string) => {
    const outcome = await requestPayment(session, wechatpay)
    if (outcome === 'done') await askSubscriptions(await known.current)
    return outcome
  }
  const pay = async () => {
    const [session, env] = await Promise.all([api.post('/v1/trades/{tradeId}:pay', { path: { tradeId: trade }, body: {} }), loadEnv()])
    tried.current = true
    const asked = ask(session, env.wechatpay)
    asking.current = asked
    const outcome = await asked
    if (outcome === 'cancelled') return
    if (outcome === 'failed') {
      toast('支付未完成，请重试', 'bad')
      return
    }
    setChecking(true)
    try {
      for (let i = 0; i < 5 && !gone.current; i++) {
        if (await check()) return
        await new Promise((done) => { setTimeout(done, 800) })
      }
    } finally {
      setChecking(false)
    }
    if (!gone.current) toast('正在确认支付结果，请稍候在订单中查看')
  }
  useFrames((frame) => { if (frame.orderId === order && frame.state === 'ORDER_STATE_CONFIRMED') void finish() })
  // Who comes back from WeChat, or to an order paid elsewhere, need not ask.
  useDidShow(() => { if (tried.current) void check().catch(() => undefined) })
  useEffect(() => {
    known.current = subscriptionsToAsk()
    return () => { gone.current = true }
  }, [])

  return (
    <Page title='收银台' over={<><PaySheet /><SubscribeSheet /></>}>
      <View className={styles.body}>
        <Text className={styles.label}>应付金额</Text>
        <Price amount={amount} size='xl' />
        {before !== '' && <View className={`${styles.clock} ${left.ms < 60_000 ? styles.soon : ''}`}><Icon name='clock' size='s' />{left.ms > 0 ? `请在 ${left.text} 内完成支付` : '已超过支付时限'}</View>}
        <View className={styles.card}>
          <View className={styles.wechat}><Icon name='wechat' size='l' /></View>
          <View className={styles.words}><Text className={styles.name}>微信支付</Text><Text className={styles.small}>安全快捷，款项由平台担保</Text></View>
          <View className={styles.on}><Icon name='check' size='s' /></View>
        </View>
        <View className={styles.acts}>
          <Button wide size='l' testId='pay' disabled={checking || (before !== '' && left.ms <= 0)} onTap={pay}>{checking ? '正在确认…' : '立即支付'}</Button>
          <Button wide kind='quiet' onTap={() => Taro.redirectTo({ url: order ? `/packages/order/detail/index?id=${order}` : '/packages/order/list/index' })}>稍后支付，查看订单</Button>
        </View>
      </View>
    </Page>
  )
}
