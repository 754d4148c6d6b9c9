import Taro from '@tarojs/taro'
import type { Subscription } from '@dajiu/api'
import { api } from '../index'

/** What is worth a message of WeChat's, the most wanted first. */
const wanted = ['ORDER_SHIPPED', 'ORDER_READY', 'ORDER_REFUNDED', 'ORDER_DELIVERED']

/** WeChat asks for so many at a time. */
const atOnce = 3

/** toAsk is what to ask for: kinds that WeChat can tell of, and that are not allowed already. */
export function toAsk(known: readonly Subscription[]): Subscription[] {
  return wanted
    .map((kind) => known.find((s) => s.kind === kind))
    .filter((s): s is Subscription => s !== undefined && s.wechatTemplateId !== '' && Number(s.remainingCount) === 0)
    .slice(0, atOnce)
}

/** subscriptionsToAsk must be known before the moment in which WeChat lets one ask. Where it cannot be known nobody is asked. */
export async function subscriptionsToAsk(): Promise<Subscription[]> {
  try {
    return toAsk((await api.get('/v1/me/subscriptions')).subscriptions)
  } catch {
    return []
  }
}

type Present = (asked: readonly Subscription[]) => Promise<string[]>
let present: Present | null = null

/** offerSubscribeSheet is how the page with the simulated question offers it; it answers the kinds that were allowed. */
export function offerSubscribeSheet(show: Present | null): void {
  present = show
}

/** accepted are the kinds whose templates WeChat says the person accepts. */
export function accepted(asked: readonly Subscription[], answer: Readonly<Record<string, unknown>>): string[] {
  return asked.filter((s) => answer[s.wechatTemplateId] === 'accept').map((s) => s.kind)
}

/** askSubscriptions asks, and records what was allowed. It fails silently: nobody's order waits for a message. */
export async function askSubscriptions(asked: readonly Subscription[]): Promise<void> {
  if (asked.length === 0) return
  try {
    const kinds = process.env.TARO_ENV === 'weapp'
      ? accepted(asked, await Taro.requestSubscribeMessage({ tmplIds: asked.map((s) => s.wechatTemplateId), entityIds: [] }) as unknown as Record<string, unknown>)
      : present ? await present(asked) : []
    if (kinds.length > 0) await api.post('/v1/me/subscriptions:grant', { body: { kinds } })
  } catch {
    // Whoever cannot be asked, or told, reads the inbox.
  }
}
