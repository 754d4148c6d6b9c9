import type { Order } from '@dajiu/api'
import { beforeEach, describe, expect, it } from 'vitest'
import { adjusted, type Kind } from '@/packages/merchant/parts/adjust'
import { bars, hourOfBusiness } from '@/packages/merchant/parts/figures'
import { dayNames, minuteOf, sameWeek, saySpan, spansOf, weekOf, withDay } from '@/packages/merchant/parts/hours'
import { codeIn, keys, pressed } from '@/packages/merchant/parts/keypad'
import { canReject, paid, piles, shortNumber, urgency } from '@/packages/merchant/parts/orders'
import { keepTicks, progress, ticksOf, toggled } from '@/packages/merchant/parts/picks'
import { readYuan } from '@/packages/merchant/parts/price'

const hours = (sold: Record<number, [number, number]>) =>
  ({ hours: Array.from({ length: 24 }, (_, h) => ({ orderCount: sold[h]?.[0] ?? 0, turnover: String(sold[h]?.[1] ?? 0) })) })

describe('the day by hour', () => {
  it('shows the usual opening hours of a day that sold nothing, without a division by nothing', () => {
    const list = bars(hours({}), 12)
    expect([list[0]?.hour, list.at(-1)?.hour, list.every((b) => b.share === 0)]).toEqual([8, 21, true])
  })
  it('goes as far as orders came, and to the present hour', () => {
    expect(bars(hours({ 1: [1, 500], 23: [1, 900] }), 12).map((b) => b.hour)).toHaveLength(23)
    expect(bars(hours({}), 3)[0]).toMatchObject({ hour: 3, now: true })
  })
  it('measures each hour by the best', () => {
    const list = bars(hours({ 10: [2, 5000], 11: [8, 20000] }), 11)
    expect(list.filter((b) => b.orders > 0).map((b) => [b.hour, b.share])).toEqual([[10, 0.25], [11, 1]])
    expect(list.filter((b) => b.now).map((b) => b.hour)).toEqual([11])
  })
  it('is the stores’ day wherever the phone is', () => {
    expect([hourOfBusiness(new Date('2026-11-25T18:30:00Z')), hourOfBusiness(new Date('2026-11-25T03:00:00Z'))]).toEqual([2, 11])
  })
})

describe('an order in the store’s hands', () => {
  it('presses in its last two minutes', () => expect([600_000, 119_999, 0, -1].map(urgency)).toEqual(['calm', 'soon', 'late', 'late']))
  it('stands in exactly one pile, unless nobody paid for it', () => {
    const all = piles.flatMap((p) => p.states)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(9)
    expect(all).not.toContain('ORDER_STATE_PENDING_PAYMENT')
  })
  it('can be rejected until it leaves', () => {
    expect(piles.filter((p) => p.states.every(canReject)).map((p) => p.pile)).toEqual(['waiting', 'picking', 'ready'])
  })
  it('is called by the end of its number', () => expect(shortNumber('119141171191611649')).toBe('#1649'))
  it('is collected for only where it is paid on delivery', () => {
    expect([{ payMethod: 'PAY_METHOD_WECHAT' }, { payMethod: 'PAY_METHOD_ON_DELIVERY' }].map((o) => paid(o as Order))).toEqual([true, false])
  })
})

describe('picking', () => {
  const lines = [{ lineNo: 1 }, { lineNo: 2 }]
  beforeEach(() => keepTicks('7', null))
  it('is complete with the last line, and no sooner', () => {
    const one = toggled({}, 2)
    expect(progress(lines, one)).toEqual({ done: 1, all: 2, complete: false })
    expect(progress(lines, toggled(one, 1)).complete).toBe(true)
    expect(progress(lines, toggled(toggled(one, 1), 2)).complete).toBe(false)
  })
  it('does not count ticks of lines that are not there', () => expect(progress(lines, { 1: true, 9: true }).complete).toBe(false))
  it('survives a phone that falls asleep, order by order', () => {
    keepTicks('7', { 2: true })
    expect([ticksOf('7'), ticksOf('8')]).toEqual([{ 2: true }, {}])
    keepTicks('7', null)
    expect(ticksOf('7')).toEqual({})
  })
})

describe('the pickup code', () => {
  it('takes eight digits and no more', () => {
    const typed = (['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const).reduce((code, key) => pressed(code, key), '')
    expect([typed, pressed(typed, 'back'), pressed(typed, 'clear')]).toEqual(['12345678', '1234567', ''])
  })
  it('has a key for every digit', () => expect(keys.filter((k) => k.length === 1).sort().join('')).toBe('0123456789'))
  it.each([['12345678', '12345678'], [' 12345678\n', '12345678'], ['https://dajiu.example/p/12345678', '12345678'], ['code:12345678', '12345678'], ['123456789', ''], ['hello', '']])(
    'is found in %j as %j', (scanned, code) => expect(codeIn(scanned)).toBe(code))
})

describe('adjusting stock', () => {
  const level = { onHand: '10', reserved: '4' }
  const plan = (kind: string, pieces: number) => adjusted(level, `MOVEMENT_KIND_${kind}` as Kind, pieces)
  it('adds what came, takes what broke, sets what was counted', () => {
    expect([plan('RECEIVE', 5), plan('DAMAGE', 6), plan('COUNT', 4)].map((p) => [p.quantity, p.onHand, p.problem])).toEqual([[5, 15, ''], [-6, 4, ''], [4, 4, '']])
  })
  it('never goes below what is promised to orders', () => {
    expect(plan('DAMAGE', 7).problem).toContain('4 件已被订单预占')
    expect(plan('COUNT', 3).problem).toContain('预占')
    expect(plan('DAMAGE', 11).problem).toContain('超过')
  })
  it('wants a number', () => {
    expect([plan('RECEIVE', 0), plan('DAMAGE', 0), plan('RECEIVE', 1.5), plan('RECEIVE', 1_000_001), plan('COUNT', NaN)].every((p) => p.problem !== '')).toBe(true)
    expect(adjusted({ onHand: '3', reserved: '0' }, 'MOVEMENT_KIND_COUNT', 0).problem).toBe('')
  })
})

describe('a price of one’s own', () => {
  it.each([['128', 12800], ['128.5', 12850], [' 128.50 ', 12850], ['0.01', 1], ['1000000', 100_000_000]])('%s is %i fen', (text, amount) => expect(readYuan(text)).toBe(amount))
  it.each(['', '0', '0.00', '1.234', '-5', '1e3', '1000000.01', '12,5', '十'])('%j is none', (text) => expect(readYuan(text)).toBeNull())
})

describe('opening hours', () => {
  const spans = [{ weekday: 1, startMinute: 1080, endMinute: 120 }, { weekday: 1, startMinute: 600, endMinute: 840 }, { weekday: 7, startMinute: 0, endMinute: 1440 }]
  it('are a week from Monday on, and come back as they were', () => {
    const week = weekOf(spans)
    expect(week.map((d) => d.length)).toEqual([2, 0, 0, 0, 0, 0, 1])
    expect(week[0]?.map((s) => s.start)).toEqual([600, 1080])
    expect(sameWeek(weekOf(spansOf(week)), week)).toBe(true)
  })
  it('say what lies on the next day, and midnight', () => {
    expect([saySpan({ start: 1080, end: 120 }), saySpan({ start: 0, end: 1440 }), saySpan({ start: 540, end: 1320 })]).toEqual(['18:00–次日 02:00', '00:00–24:00', '09:00–22:00'])
  })
  it('change one day alone', () => {
    const week = weekOf(spans)
    const next = withDay(week, 2, [{ start: 540, end: 1320 }])
    expect([sameWeek(week, next), next[0], next[2]]).toEqual([false, week[0], [{ start: 540, end: 1320 }]])
    expect(spansOf(next).filter((s) => s.weekday === 3)).toEqual([{ weekday: 3, startMinute: 540, endMinute: 1320 }])
  })
  it('are read from a clock', () => expect([minuteOf('00:00'), minuteOf('23:59')]).toEqual([0, 1439]))
  it('know seven days', () => expect(dayNames).toHaveLength(7))
})
