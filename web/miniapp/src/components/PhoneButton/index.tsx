import { useState } from 'react'
import { Button as Native, Input, Text, View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { bindPhone, simulatedCode } from '@/services/auth/phone'
import { loadEnv } from '@/services/env'
import { rememberUser, toast, toastError } from '@/store/acts'
import styles from './index.module.scss'

async function take(code: string) {
  rememberUser(await bindPhone(code))
  toast('手机号已绑定', 'good')
}

/** PhoneButton asks a person to share their phone number: by WeChat's own button, which alone may ask, or in a browser as the simulator plays it. */
export function PhoneButton({ children, onSimulated }: { children: string; /** Opens the simulated question; see PhoneSheet. */ onSimulated: () => void }) {
  if (process.env.TARO_ENV !== 'weapp') return <Button size='s' kind='soft' testId='share-phone' onTap={onSimulated}>{children}</Button>
  return (
    <Native
      className={styles.native} openType='getPhoneNumber'
      // Whoever refuses sends no code.
      onGetPhoneNumber={(event) => { if (event.detail.code) void take(event.detail.code).catch(toastError) }}
    >
      {children}
    </Native>
  )
}

/** PhoneSheet stands in for WeChat's own question where a browser shows the page and a simulator plays WeChat. */
export function PhoneSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [phone, setPhone] = useState('')
  if (process.env.TARO_ENV === 'weapp') return null
  const share = async () => {
    const { weixin } = await loadEnv()
    if (weixin === '') throw new Error('请在微信中打开，以分享手机号')
    await take(await simulatedCode(weixin, phone))
    onClose()
  }
  return (
    <Sheet open={open} title='分享手机号' onClose={onClose} foot={<Button wide size='l' testId='phone-allow' disabled={!/^1\d{10}$/.test(phone)} onTap={share} failed={toastError}>允许</Button>}>
      <View className={styles.body}>
        <Text className={styles.small}>模拟环境：在微信里，这里会给出您微信绑定的手机号</Text>
        <Input id='phone-number' className={styles.input} type='number' maxlength={11} placeholder='11 位手机号' aria-label='手机号' value={phone} onInput={(e) => setPhone(e.detail.value)} />
      </View>
    </Sheet>
  )
}
