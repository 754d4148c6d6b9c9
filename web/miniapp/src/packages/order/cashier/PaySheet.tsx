import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { PaySession } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Price } from '@/components/Price'
import { Sheet } from '@/components/Sheet'
import { confirmSimulated, offerPaySheet, type PayOutcome } from '@/services/pay/pay'
import styles from './PaySheet.module.scss'

interface Asked { pay: PaySession; wechatpay: string; done: (outcome: PayOutcome) => void }

/** PaySheet stands in for WeChat's own payment sheet where a browser shows the page and a simulator plays WeChat. */
export function PaySheet() {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    offerPaySheet((pay, wechatpay) => new Promise((done) => {
      setProblem('')
      setAsked({ pay, wechatpay, done })
    }))
    return () => offerPaySheet(null)
  }, [])
  if (process.env.TARO_ENV !== 'h5') return null
  const end = (outcome: PayOutcome) => {
    asked?.done(outcome)
    setAsked(null)
  }
  const confirm = async () => {
    if (!asked) return
    const refused = await confirmSimulated(asked.pay, asked.wechatpay)
    if (refused === '') end('done')
    else setProblem(refused)
  }
  return (
    <Sheet open={asked !== null} onClose={() => end('cancelled')} title='微信支付'>
      <View className={styles.body}>
        <Text className={styles.small}>模拟环境，不动真钱</Text>
        <Text className={styles.payee}>滴滴打酒</Text>
        <Price plain size='xl' amount={asked?.pay.amount ?? 0} />
        {problem !== '' && <Text className={styles.problem}>{problem}</Text>}
        <View className={styles.method}><Icon name='wallet' /><Text className={styles.name}>零钱</Text><Icon name='check' size='s' /></View>
        <Button wide size='l' className={styles.confirm} testId='sim-pay' onTap={confirm} failed={() => setProblem('没有连上模拟器，请重试')}>确认支付</Button>
      </View>
    </Sheet>
  )
}
