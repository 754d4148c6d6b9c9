import { describe, expect, it } from 'vitest'
import { cell, csvOf, signed, worth, yuanOf, type Line } from '@/views/inventory/count'
import { lowWords } from '@/composables/lowStock'

const line = (changes: Partial<Line> = {}): Line => ({ skuId: '7', counted: true, countedQuantity: '8', bookQuantity: '10', difference: '-2', price: '12345', countedBy: '0', countTime: '2026-11-28T04:00:00Z', movementId: '0', posted: false, refused: false, refusedReserved: '0', ...changes })

describe('a line of a count', () => {
  it('is worth its difference at its price, whichever way it goes', () => {
    expect(worth(line())).toBe('-24690')
    expect(worth(line({ difference: '3' }))).toBe('37035')
    expect(worth(line({ difference: '-999999999', price: '99999999' }))).toBe('-99999998900000001')
    expect(['-2', '0', '3'].map(signed)).toEqual(['-2', '0', '+3'])
  })
  it('is written for a spreadsheet with amounts in yuan and nothing that is taken for a formula', () => {
    expect(['-24690', '5', '-5', '100'].map(yuanOf)).toEqual(['-246.90', '0.05', '-0.05', '1.00'])
    expect([cell('=1+1'), cell('说"好"'), cell('')]).toEqual(['"\'=1+1"', '"说""好"""', '""'])
    const [head, first, second] = csvOf('1', [line(), line({ counted: false, skuId: '9' })]).split('\r\n')
    expect(head?.startsWith('\uFEFF"商品"')).toBe(true)
    expect(first).toContain(',10,8,-2,123.45,-246.90,')
    expect(second?.endsWith(',,,,123.45,,,')).toBe(true)
    expect(second?.split(',').length).toBe(head?.split(',').length)
  })
})

describe('what falls to its safety level', () => {
  it('is told by name, and several as one', () => {
    const fall = { storeId: '1', skuId: '7', available: '2' }
    expect(lowWords([fall])).toBe('7 仅剩 2 件可售')
    expect(lowWords([fall, { ...fall, skuId: '8' }])).toBe('7 仅剩 2 件可售，等 2 种商品')
    expect(lowWords([])).toBe('')
  })
})
