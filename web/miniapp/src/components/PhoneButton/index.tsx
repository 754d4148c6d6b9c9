import { useEffect, useState } from 'react'
import { Button as Native, Input, Text, View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { CodeFields } from '@/components/CodeFields'
import { Sheet } from '@/components/Sheet'
import { digits, isCode, isMobile } from '@/domain/code'
import { sendPhoneCode, verifyPhone } from '@/services/auth/code'
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

/** PhoneSheet binds a phone where a browser shows the page: as the simulator plays WeChat's own question, or by a code that is sent to the phone. */
export function PhoneSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [simulated, setSimulated] = useState(false)
  const [typed, setTyped] = useState({ phone: '', code: '' })
  useEffect(() => { void loadEnv().then((env) => setSimulated(env.weixin !== '')) }, [])
  if (process.env.TARO_ENV === 'weapp') return null
  const share = async () => {
    const { weixin } = await loadEnv()
    await take(await simulatedCode(weixin, typed.phone))
    onClose()
  }
  const verify = async () => {
    rememberUser(await verifyPhone(typed.phone, typed.code))
    toast('手机号已绑定', 'good')
    onClose()
  }
  const foot = simulated
    ? <Button wide size='l' testId='phone-allow' disabled={!isMobile(typed.phone)} onTap={share} failed={toastError}>允许</Button>
    : <Button wide size='l' testId='phone-verify' disabled={!isMobile(typed.phone) || !isCode(typed.code)} onTap={verify} failed={toastError}>绑定</Button>
  return (
    <Sheet open={open} title='绑定手机号' onClose={onClose} foot={foot}>
      <View className={styles.body}>
        {simulated ? (
          <>
            <Text className={styles.small}>模拟环境：在微信里，这里会给出您微信绑定的手机号</Text>
            <Input id='phone-number' className={styles.input} type='number' maxlength={11} placeholder='11 位手机号' aria-label='手机号' value={typed.phone} onInput={(e) => setTyped({ ...typed, phone: digits(e.detail.value, 11) })} />
            <Text className={styles.link} role='button' onClick={() => setSimulated(false)}>改用短信验证码</Text>
          </>
        ) : <CodeFields value={typed} onChange={setTyped} send={sendPhoneCode} />}
      </View>
    </Sheet>
  )
}
