import Taro from '@tarojs/taro'
import { ask } from '@/store/acts'
import { signInWechat } from '@/services/auth/login'
import { asApiError } from '@/services'

/**
 * fresh does what the server does only for somebody who signed in a moment ago. Where that was longer ago, WeChat is asked who it
 * is once more; in a browser the person signs in again.
 */
export async function fresh<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (thrown) {
    if (asApiError(thrown).reason !== 'STEP_UP_REQUIRED') throw thrown
  }
  if (process.env.TARO_ENV === 'weapp') {
    await signInWechat()
    return act()
  }
  if (await ask({ title: '请重新登录', note: '为保护您的信息，需要确认是您本人', yes: '去登录' })) await Taro.navigateTo({ url: '/pages/login/index' })
  return undefined
}
