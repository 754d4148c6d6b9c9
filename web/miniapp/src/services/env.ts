import Taro from '@tarojs/taro'
import type { Point } from '@/domain/geo'

/** An account to try the platform with. */
export interface DemoPerson { role: 'consumer' | 'merchant' | 'courier'; title: string; note: string; openid?: string; username?: string; password?: string; /** Where a courier begins. */ at?: Point }

/** What a browser is told by whoever serves the page: where simulators are, and whom one may be. */
export interface Env {
  /** Where the simulated WeChat answers; empty where the real one does. */
  weixin: string
  wechatpay: string
  /** Where simulated text messages are read; empty where they are real. */
  sms: string
  people: DemoPerson[]
}

const real: Env = { weixin: '', wechatpay: '', sms: '', people: [] }
let asked: Promise<Env> | null = null

/** loadEnv is asked once. In WeChat nothing is simulated. */
export function loadEnv(): Promise<Env> {
  if (process.env.TARO_ENV !== 'h5') return Promise.resolve(real)
  asked ??= Taro.request<Partial<Env>>({ url: '/m/env.json', timeout: 5000 }).then(
    (answer) => (answer.statusCode === 200 && typeof answer.data === 'object' ? { ...real, ...answer.data } : real),
    () => { asked = null; return real },
  )
  return asked
}
