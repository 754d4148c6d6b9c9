import { describe, expect, it } from 'vitest'
import type { Subscription } from '@dajiu/api'
import { accepted, toAsk } from '@/services/subscribe/subscribe'

const sub = (kind: string, remainingCount = '0', wechatTemplateId = `T-${kind}`): Subscription => ({ kind, title: kind, wechatTemplateId, remainingCount })

describe('subscribe messages', () => {
  it('are asked for in the order of their worth, at most three, and none that is allowed or cannot be sent', () => {
    const all = ['ORDER_DELIVERED', 'ORDER_READY', 'ORDER_REFUNDED', 'ORDER_SHIPPED', 'ORDER_PLACED'].map((k) => sub(k))
    expect(toAsk(all).map((s) => s.kind)).toEqual(['ORDER_SHIPPED', 'ORDER_READY', 'ORDER_REFUNDED'])
    expect(toAsk([sub('ORDER_SHIPPED', '2'), sub('ORDER_READY', '0', ''), sub('ORDER_DELIVERED')]).map((s) => s.kind)).toEqual(['ORDER_DELIVERED'])
    expect(toAsk([])).toEqual([])
  })
  it('are allowed as WeChat says, template by template', () => {
    expect(accepted([sub('A'), sub('B'), sub('C')], { 'T-A': 'accept', 'T-B': 'reject', errMsg: 'requestSubscribeMessage:ok' })).toEqual(['A'])
  })
})
