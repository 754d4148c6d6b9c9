import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import { digits, isMobile, sayAgain, secondsLeft } from '@/domain/code'
import { useGuard } from '@/hooks/useGuard'
import { simulatedText } from '@/services/auth/code'
import { loadEnv } from '@/services/env'
import { toast, toastError } from '@/store/acts'
import styles from './index.module.scss'

export interface PhoneAndCode { phone: string; code: string }

interface Props {
  value: PhoneAndCode
  onChange: (value: PhoneAndCode) => void
  /** Has a code sent, and returns after how many seconds another may be asked for. */
  send: (phone: string) => Promise<number>
}

/** CodeFields take a phone and the code that is sent to it. Where text messages are simulated, the message is shown below. */
export function CodeFields({ value, onChange, send }: Props) {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(() => Date.now())
  const [message, setMessage] = useState('')
  const left = secondsLeft(until, now)
  const waiting = left > 0
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [waiting])
  const [ask, busy] = useGuard(async () => {
    if (!isMobile(value.phone)) {
      toast('请填写正确的手机号', 'bad')
      return
    }
    const seconds = await send(value.phone)
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1000)
    const { sms } = await loadEnv()
    if (sms) setMessage(await simulatedText(sms, value.phone))
    else toast('验证码已发送', 'good')
  }, toastError)
  const off = busy || waiting || !isMobile(value.phone)
  return (
    <View className={styles.fields}>
      <Input
        id='login-phone' className={styles.input} type='number' maxlength={11} placeholder='手机号' aria-label='手机号' value={value.phone}
        onInput={(e) => onChange({ ...value, phone: digits(e.detail.value, 11) })}
      />
      <View className={styles.row}>
        <Input
          id='login-code' className={`${styles.input} ${styles.code}`} type='number' maxlength={6} placeholder='6 位验证码' aria-label='验证码' value={value.code}
          onInput={(e) => onChange({ ...value, code: digits(e.detail.value, 6) })}
        />
        <View id='send-code' className={`${styles.send} ${off ? styles.off : ''}`} role='button' aria-disabled={off} onClick={() => { if (!off) void ask() }}>
          {sayAgain(until > 0, left)}
        </View>
      </View>
      {message !== '' && (
        <View className={styles.text} aria-live='polite'>
          <Text className={styles.hint}>演示环境 · 您的手机收到</Text>
          <Text>{message}</Text>
        </View>
      )}
    </View>
  )
}
