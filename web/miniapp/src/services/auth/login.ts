import Taro from '@tarojs/taro'
import type { TokenPair } from '@dajiu/api'
import { api, session } from '../index'
import type { DemoPerson } from '../env'

/** What the device is called in the list of sessions. */
function device(): string {
  try {
    const info = Taro.getDeviceInfo()
    return `${info.brand} ${info.model}`.slice(0, 64)
  } catch {
    return process.env.TARO_ENV === 'h5' ? '网页版' : '小程序'
  }
}

function begin(pair: TokenPair): TokenPair {
  session.begin(pair)
  return pair
}

/** signInWechat signs in with wx.login; it works in WeChat alone. */
export async function signInWechat(): Promise<TokenPair> {
  const { code } = await Taro.login()
  return begin(await api.post('/v1/auth/wechat:login', { body: { code, device: device() } }))
}

/** signInStaff signs staff in. The code is of the second factor, or a recovery code, where the account asks for one: USER_OTP_REQUIRED. */
export async function signInStaff(username: string, password: string, otp = ''): Promise<TokenPair> {
  return begin(await api.post('/v1/auth/staff:login', { body: { username, password, otp, device: device() } }))
}

/** signInDemo signs in as a person of the demo city: by the simulated WeChat, or by name and password. */
export async function signInDemo(weixin: string, person: DemoPerson): Promise<TokenPair> {
  if (person.username) return signInStaff(person.username, person.password ?? '')
  const openid = person.openid ?? `visitor-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  const answer = await Taro.request<{ code: string }>({ url: `${weixin}/sim/codes`, method: 'POST', data: { openid }, header: { 'content-type': 'application/json' } })
  return begin(await api.post('/v1/auth/wechat:login', { body: { code: answer.data.code, device: device() } }))
}

/** signOut ends the session here at once, and at the server as soon as it can be told. */
export function signOut(): void {
  const refreshToken = session.end()
  if (refreshToken) void api.post('/v1/auth/token:revoke', { body: { refreshToken } }).catch(() => undefined)
}
