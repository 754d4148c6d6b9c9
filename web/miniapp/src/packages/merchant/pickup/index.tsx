import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Delivery } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { useGuard } from '@/hooks/useGuard'
import { api } from '@/services'
import { toast, toastError } from '@/store/acts'
import { codeIn, codeLength, keys, pressed, type Key } from '../parts/keypad'
import { changed } from '../parts/queries'
import { useMyStore } from '../parts/store'
import { HandOutSheet } from './HandOutSheet'
import styles from './index.module.scss'

const scans = process.env.TARO_ENV === 'weapp'

/** Pickup hands goods out at the counter: the code, what it opens, the age check, the money. */
export default function Pickup() {
  const { storeId } = useMyStore()
  const [code, setCode] = useState('')
  const [found, setFound] = useState<Delivery | null>(null)
  const [look, looking] = useGuard(async (whole: string) => {
    const delivery = await api.post('/v1/merchant/stores/{storeId}/pickups:check', { path: { storeId }, body: { code: whole } })
    if (delivery.state === 'DELIVERY_STATE_HANDED_OVER') {
      toast('这一单刚刚已经取走', 'bad')
      setCode('')
      return
    }
    setFound(delivery)
  }, (thrown) => {
    setCode('')
    toastError(thrown)
  })
  const press = (key: Key) => {
    if (looking || found) return
    const next = pressed(code, key)
    setCode(next)
    if (next.length === codeLength && next !== code) void look(next)
  }
  const [scan] = useGuard(async () => {
    const read = await Taro.scanCode({ scanType: ['qrCode', 'barCode'] }).catch(() => null)
    if (!read) return
    const whole = codeIn(read.result)
    if (whole === '') {
      toast('没有识别到取货码', 'bad')
      return
    }
    setCode(whole)
    await look(whole)
  })
  const close = () => {
    setFound(null)
    setCode('')
  }
  const done = (delivery: Delivery) => {
    changed(delivery.orderId)
    toast('核销成功，商品已交付', 'good')
    close()
  }
  return (
    <Page title='自提核销' still over={<HandOutSheet storeId={storeId} code={code} delivery={found} onClose={close} onDone={done} />}>
      <View className={styles.screen}>
        <Text className={styles.hint}>请顾客出示 {codeLength} 位取货码</Text>
        <View className={styles.digits} aria-label='取货码' id='pickup-code'>
          {Array.from({ length: codeLength }, (_, i) => <View key={i} className={`${styles.digit} ${i === code.length ? styles.next : ''} ${i === 4 ? styles.gap : ''}`}>{code[i] ?? ''}</View>)}
        </View>
        <Text className={styles.wait}>{looking ? '正在查询…' : ' '}</Text>
        {scans && <View className={styles.scan} role='button' onClick={() => void scan()}><Icon name='scan' /><Text>扫码</Text></View>}
      </View>
      <View className={styles.pad}>
        {keys.map((key) => (
          <View key={key} id={`key-${key}`} className={`${styles.key} ${key.length > 1 ? styles.quiet : ''}`} role='button' aria-label={key === 'back' ? '退格' : key === 'clear' ? '清空' : key} hoverClass={styles.down} onClick={() => press(key)}>
            {key === 'back' ? <Icon name='erase' size='l' /> : key === 'clear' ? '清空' : key}
          </View>
        ))}
      </View>
    </Page>
  )
}
