import Taro from '@tarojs/taro'
import type { User } from '@dajiu/api'
import { api } from '../index'
import { deviceId } from './device'

/** sendLoginCode has a code sent to sign in with, and returns after how many seconds another may be asked for. */
export async function sendLoginCode(phone: string): Promise<number> {
  return (await api.post('/v1/auth/phone:sendCode', { body: { phone, deviceId: deviceId() } })).resendSeconds
}

/** sendPhoneCode has a code sent to a phone that this account is to have. */
export async function sendPhoneCode(phone: string): Promise<number> {
  return (await api.post('/v1/me/phone:sendCode', { body: { phone, deviceId: deviceId() } })).resendSeconds
}

/** verifyPhone gives the account a phone, by the code that was sent to it. */
export function verifyPhone(phone: string, code: string): Promise<User> {
  return api.post('/v1/me/phone:verify', { body: { phone, code, deviceId: deviceId() } })
}

interface Text { text: string }

/** simulatedText is the newest message on a phone of the demo, where text messages are simulated; empty where there is none. */
export async function simulatedText(sms: string, phone: string): Promise<string> {
  const answer = await Taro.request<{ messages?: Text[] }>({ url: `${sms}/sim/messages?phone=${phone}` })
  return answer.statusCode === 200 ? answer.data.messages?.[0]?.text ?? '' : ''
}
