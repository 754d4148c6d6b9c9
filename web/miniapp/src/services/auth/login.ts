import Taro from '@tarojs/taro'
import type { TokenPair } from '@dajiu/api'
import { api, session } from '../index'
import { loadEnv, type DemoPerson } from '../env'
import { deviceId, deviceName } from './device'

function begin(pair: TokenPair): TokenPair {
  session.begin(pair)
  return pair
}

/** signInWechat signs in with wx.login; it works in WeChat alone. */
export async function signInWechat(): Promise<TokenPair> {
  const { code } = await Taro.login()
  return begin(await api.post('/v1/auth/wechat:login', { body: { code, device: deviceName(), deviceId: deviceId() } }))
}

/** wechatCode is a code of wx.login, in a browser of the simulated WeChat on the phone; empty where there is none, or it does not answer. */
async function wechatCode(phone: string): Promise<string> {
  try {
    if (process.env.TARO_ENV === 'weapp') return (await Taro.login()).code
    const { weixin } = await loadEnv()
    return weixin ? await simulatedLogin(weixin, `phone-${phone}`) : ''
  } catch {
    return ''
  }
}

async function simulatedLogin(weixin: string, openid: string): Promise<string> {
  const answer = await Taro.request<{ code: string }>({ url: `${weixin}/sim/codes`, method: 'POST', data: { openid }, header: { 'content-type': 'application/json' } })
  return answer.data.code
}

/** signInPhone signs in with a phone and the code that was sent to it. An account without a WeChat identity gets the one it is used in, so that it can pay there. */
export async function signInPhone(phone: string, code: string): Promise<TokenPair> {
  const body = { phone, code, device: deviceName(), deviceId: deviceId(), wechatCode: await wechatCode(phone) }
  return begin(await api.post('/v1/auth/phone:login', { body }))
}

/** signInStaff signs staff in. The code is of the second factor, or a recovery code, where the account asks for one: USER_OTP_REQUIRED. */
export async function signInStaff(username: string, password: string, otp = ''): Promise<TokenPair> {
  return begin(await api.post('/v1/auth/staff:login', { body: { username, password, otp, device: deviceName(), deviceId: deviceId() } }))
}

/** signInDemo signs in as a person of the demo city: by the simulated WeChat, or by name and password. */
export async function signInDemo(weixin: string, person: DemoPerson): Promise<TokenPair> {
  if (person.username) return signInStaff(person.username, person.password ?? '')
  const openid = person.openid ?? `visitor-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  return begin(await api.post('/v1/auth/wechat:login', { body: { code: await simulatedLogin(weixin, openid), device: deviceName(), deviceId: deviceId() } }))
}

/** signOut ends the session here at once, and at the server as soon as it can be told. */
export function signOut(): void {
  const refreshToken = session.end()
  if (refreshToken) void api.post('/v1/auth/token:revoke', { body: { refreshToken } }).catch(() => undefined)
}
