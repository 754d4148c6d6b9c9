import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { TokenPair } from '@dajiu/api'
import { Button } from '@/components/Button'
import { CodeFields } from '@/components/CodeFields'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { homeOf } from '@/roles'
import { isCode, isMobile } from '@/domain/code'
import { sendLoginCode } from '@/services/auth/code'
import { signInDemo, signInPhone, signInStaff, signInWechat } from '@/services/auth/login'
import { asApiError } from '@/services'
import { loadEnv, type DemoPerson, type Env } from '@/services/env'
import { toast, toastError, welcome } from '@/store/acts'
import styles from './index.module.scss'

async function enter(pair: TokenPair) {
  await welcome(pair)
  const home = homeOf(pair.user?.roles ?? [])
  if (home) {
    await Taro.reLaunch({ url: home })
    return
  }
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: '/pages/home/index' })
}

/** People of the demo city whose pages exist. */
const usable = (person: DemoPerson) => person.role === 'consumer' || homeOf([`ROLE_${person.role.toUpperCase()}`]) !== null

export default function Login() {
  const [env, setEnv] = useState<Env | null>(null)
  const [staff, setStaff] = useState(false)
  useEffect(() => { void loadEnv().then(setEnv) }, [])
  const wechat = process.env.TARO_ENV === 'weapp'
  const people = (env?.people ?? []).filter(usable)
  return (
    <Page title='' className={styles.page}>
      <View className={styles.brand}>
        <View className={styles.emblem}><Icon name='drop' size='xl' /></View>
        <Text className={styles.name}>滴滴打酒</Text>
        <Text className={styles.promise}>身边好酒，半小时到家</Text>
      </View>
      {wechat && (
        <View className={styles.block}>
          <Button wide size='l' icon='wechat' onTap={async () => enter(await signInWechat())}>微信一键登录</Button>
        </View>
      )}
      <PhoneForm />
      {people.length > 0 && env !== null && (
        <View className={styles.block}>
          <Text className={styles.hint}>演示环境 · 微信由模拟器扮演，选一个身份进入</Text>
          {people.map((person) => <Person key={person.title} person={person} weixin={env.weixin} />)}
        </View>
      )}
      {homeOf(['ROLE_MERCHANT']) !== null && (staff
        ? <StaffForm />
        : <Text className={styles.link} role='button' onClick={() => setStaff(true)}>商家与骑手账号登录</Text>)}
      <Text className={styles.terms}>登录即表示您同意<Notice /></Text>
    </Page>
  )
}

function Notice() {
  return (
    <Text className={styles.link} role='link' onClick={(e) => { e.stopPropagation(); void Taro.navigateTo({ url: '/packages/user/notice/index' }) }}>
      《酒类购买须知与隐私说明》
    </Text>
  )
}

/** PhoneForm signs in, and up, with a phone and the code that is sent to it; nothing is ticked for anybody. */
function PhoneForm() {
  const [typed, setTyped] = useState({ phone: '', code: '' })
  const [agreed, setAgreed] = useState(false)
  const submit = async () => {
    if (!agreed) {
      toast('请先阅读并同意须知与隐私说明', 'bad')
      return
    }
    await enter(await signInPhone(typed.phone, typed.code))
  }
  return (
    <View className={styles.block}>
      <CodeFields value={typed} onChange={setTyped} send={sendLoginCode} />
      <View className={styles.agree}>
        <View id='agree' className={styles.tap} role='checkbox' aria-checked={agreed} aria-label='已阅读并同意酒类购买须知与隐私说明' onClick={() => setAgreed(!agreed)}>
          <View className={`${styles.box} ${agreed ? styles.ticked : ''}`}>{agreed && <Icon name='check' size='s' />}</View>
          <Text>已阅读并同意</Text>
        </View>
        <Notice />
      </View>
      <Button wide size='l' testId='phone-login' disabled={!isMobile(typed.phone) || !isCode(typed.code)} onTap={submit} failed={toastError}>手机号登录</Button>
    </View>
  )
}

function Person({ person, weixin }: { person: DemoPerson; weixin: string }) {
  const icon = { consumer: 'user', merchant: 'store', courier: 'truck' } as const
  return (
    <View className={styles.person}>
      <View className={styles.face}><Icon name={icon[person.role]} /></View>
      <View className={styles.words}>
        <Text className={styles.title}>{person.title}</Text>
        <Text className={styles.note}>{person.note}</Text>
      </View>
      <Button kind='soft' size='s' label={`以${person.title}进入`} onTap={async () => enter(await signInDemo(weixin, person))}>进入</Button>
    </View>
  )
}

function StaffForm() {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  // Null until the account asks for a code of its second factor.
  const [otp, setOtp] = useState<string | null>(null)
  const submit = async () => {
    if (!name.trim() || !password) {
      toast('请填写账号和密码', 'bad')
      return
    }
    try {
      await enter(await signInStaff(name.trim(), password, otp ?? ''))
    } catch (thrown) {
      if (otp !== null || asApiError(thrown).reason !== 'USER_OTP_REQUIRED') throw thrown
      setOtp('')
    }
  }
  return (
    <View className={styles.block}>
      <Input className={styles.input} value={name} placeholder='账号' maxlength={64} onInput={(e) => setName(e.detail.value)} />
      <Input className={styles.input} value={password} placeholder='密码' password maxlength={128} onInput={(e) => setPassword(e.detail.value)} />
      {otp !== null && (
        <>
          <Text className={styles.hint}>此账号已开启两步验证，请输入身份验证器上的 6 位数字，或一枚恢复码</Text>
          <Input className={styles.input} value={otp} placeholder='动态验证码' maxlength={32} focus onInput={(e) => setOtp(e.detail.value)} />
        </>
      )}
      <Button wide kind='line' onTap={submit}>登录</Button>
    </View>
  )
}
