import { describe, expect, it } from 'vitest'
import { ago, day, fenOf, moment, span, yuan } from '@/composables/format'
import { matches } from '@/composables/match'

describe('what people read', () => {
  it.each([['0', '¥0.00'], ['5', '¥0.05'], ['123456', '¥1,234.56'], ['-7', '−¥0.07'], ['900719925474099312', '¥9,007,199,254,740,993.12'], [undefined, '—']])('writes %s fen as %s', (fen, text) => {
    expect(yuan(fen)).toBe(text)
  })

  it.each([['12.5', '1250'], ['¥3', '300'], ['0.01', '1'], ['1.234', null], ['abc', null], ['', null], ['-1', null]])('reads %s yuan as %s fen', (text, fen) => {
    expect(fenOf(text)).toBe(fen)
  })

  it('tells instants in the time of Shanghai, wherever the browser is', () => {
    expect(moment('2026-11-27T16:00:05Z')).toBe('2026-11-28 00:00:05')
    expect(day('2026-11-27T15:59:59Z')).toBe('2026-11-27')
  })

  it('tells lengths of time in the unit that fits', () => {
    expect([span(45), span(600), span(7200), span(259_200)]).toEqual(['45 秒', '10 分钟', '2 小时', '3 天'])
    expect(ago('2026-11-28T00:00:00Z', Date.parse('2026-11-28T00:10:00Z'))).toBe('10 分钟前')
  })
})

describe('the palette', () => {
  it.each([['审计日志 sjrz', 'sjrz', true], ['审计日志 sjrz', '审志', true], ['订单列表 ddlb', 'dd', true], ['订单列表 ddlb', 'xx', false], ['Orders', 'ord', true]])('finds %s by %s: %s', (text, typed, found) => {
    expect(matches(text, typed)).toBe(found)
  })
})
