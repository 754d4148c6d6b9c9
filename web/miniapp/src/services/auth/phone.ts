import Taro from '@tarojs/taro'
import type { User } from '@dajiu/api'
import { api } from '../index'

/** bindPhone binds the number that a code of WeChat's phone button stands for; the code is good once. */
export function bindPhone(code: string): Promise<User> {
  return api.post('/v1/me/phone:bind', { body: { code } })
}

/** simulatedCode is what the phone button would give of somebody with this number, in a browser. */
export async function simulatedCode(weixin: string, phone: string): Promise<string> {
  const answer = await Taro.request<{ code?: string; errmsg?: string }>({
    url: `${weixin}/sim/phone-codes`, method: 'POST', data: { phone }, header: { 'content-type': 'application/json' },
  })
  if (answer.statusCode !== 200 || !answer.data.code) throw new Error(answer.data.errmsg ?? '模拟的微信没有响应')
  return answer.data.code
}
