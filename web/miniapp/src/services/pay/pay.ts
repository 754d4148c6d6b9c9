import Taro from '@tarojs/taro'
import type { PaySession } from '@dajiu/api'

/** How asking for the money ended, as far as the client knows. Only the server knows whether it was paid. */
export type PayOutcome = 'done' | 'cancelled' | 'failed'


/** present shows the payment sheet of the simulated WeChat; see components/PaySheet. */
type Present = (session: PaySession, wechatpay: string) => Promise<PayOutcome>
let present: Present | null = null

/** offerPaySheet is how the page with the sheet offers it. */
export function offerPaySheet(show: Present | null): void {
  present = show
}

/** requestPayment asks the person to pay: WeChat's own sheet, or in h5 the simulator's. */
export async function requestPayment(pay: PaySession, wechatpay: string): Promise<PayOutcome> {
  if (process.env.TARO_ENV === 'h5') {
    return present && wechatpay ? present(pay, wechatpay) : 'failed'
  }
  const w = pay.wechat
  if (!w) return 'failed'
  try {
    await Taro.requestPayment({ timeStamp: w.timeStamp, nonceStr: w.nonceStr, package: w.package, signType: w.signType as 'RSA', paySign: w.paySign })
    return 'done'
  } catch (thrown) {
    return /cancel/i.test(String((thrown as { errMsg?: string }).errMsg)) ? 'cancelled' : 'failed'
  }
}

/** confirmSimulated hands the arguments of requestPayment to the simulated WeChat, which checks their signature. */
export async function confirmSimulated(pay: PaySession, wechatpay: string): Promise<string> {
  const w = pay.wechat
  if (!w) return '支付参数缺失'
  const answer = await Taro.request<{ message?: string }>({
    url: `${wechatpay}/sim/pay`, method: 'POST', header: { 'content-type': 'application/json' },
    data: {
      prepay_id: w.package.replace('prepay_id=', ''), timeStamp: w.timeStamp, nonceStr: w.nonceStr, package: w.package,
      signType: w.signType, paySign: w.paySign,
    },
  })
  return answer.statusCode === 200 ? '' : (answer.data.message ?? '支付失败，请重试')
}
