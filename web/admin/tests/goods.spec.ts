import { describe, expect, it } from 'vitest'
import { combine, contentOf, draftOf, emptyDraft, matrix, percentOf, plainYuan, priceProblem, rate, type SkuDraft } from '@/views/products/content'
import { attributesOf } from '@/views/products/attributes'
import { pathOf, type CategoryNode } from '@/composables/taxonomy'
import { childrenOf, grow, placed } from '@/views/categories/tree'
import { ownOf, shareOf } from '@/views/assortment/price'

const sku = (changes: Partial<SkuDraft> = {}): SkuDraft => ({ code: 'a-1', spec: '500ml', barcode: '6901234567892', list: '299', price: '268.5', member: '258', cost: '120', weight: '900', volume: '500', ...changes })
const node = (id: string, parentId: string, name: string, attributes: object[] = [], inherited: object[] = []) => ({ category: { categoryId: id, parentId, name, code: name, attributes }, inherited, hidden: false }) as unknown as CategoryNode

describe('packs of a product', () => {
  it('are every combination of the values, and empty groups do not count', () => {
    expect(combine([{ name: '容量', values: ['500ml', '1L'] }, { name: '包装', values: ['单瓶', ' 整箱 '] }, { name: '', values: [''] }])).toEqual(['500ml 单瓶', '500ml 整箱', '1L 单瓶', '1L 整箱'])
    expect(combine([{ name: '容量', values: [] }])).toEqual([])
  })
  it('keep those that are there and give the others codes that nobody had', () => {
    const made = matrix([sku()], ['500ml', '750ml', '1L'], 'a', ['a-2'])
    expect(made.map((s) => s.code)).toEqual(['a-1', 'a-3', 'a-4'])
    expect(made[0]?.barcode).toBe('6901234567892')
    expect(made[1]).toMatchObject({ barcode: '', price: '268.5' })
  })
  it('have prices in order', () => {
    expect(priceProblem(sku())).toBe('')
    expect(priceProblem(sku({ member: '', cost: '' }))).toBe('')
    expect(priceProblem(sku({ price: '300' }))).toBe('products.wrong.list')
    expect(priceProblem(sku({ member: '270' }))).toBe('products.wrong.member')
    expect(priceProblem(sku({ cost: '259' }))).toBe('products.wrong.cost')
    expect(priceProblem(sku({ price: '0' }))).toBe('products.wrong.zero')
    expect(priceProblem(sku({ list: '1.005' }))).toBe('products.wrong.amount')
  })
})

describe('a draft', () => {
  it('goes to the API and comes back the same', () => {
    const draft = { ...emptyDraft(), code: 'a', categoryCode: 'jiang', brandCode: 'q', name: '酒', attributes: { abv: '530', gone: 'x', empty: '' }, skus: [sku()] }
    const content = contentOf(draft, ['abv', 'empty'])
    expect(content.attributes).toEqual({ abv: '530' })
    expect(content.skus[0]).toMatchObject({ price: '26850', memberPrice: '25800', cost: '12000', weightGrams: 900 })
    expect(draftOf('a', content)).toEqual({ ...draft, attributes: { abv: '530' } })
    expect('code' in content).toBe(false)
  })
  it('writes amounts and alcohol as people do', () => {
    expect([plainYuan('26800'), plainYuan('26850'), plainYuan('26805'), plainYuan('0'), plainYuan('5')]).toEqual(['268', '268.5', '268.05', '', '0.05'])
    expect([rate('53'), rate('53.5'), rate('stark')]).toEqual(['530', '535', 'stark'])
    expect([percentOf('530'), percentOf('535'), percentOf('')]).toEqual(['53', '53.5', ''])
  })
  it('has the attributes of its category and of those above it', () => {
    const own = node('2', '1', '酱香', [{ key: 'abv', name: '度数' }, { key: 'cellar', name: '窖龄' }], [{ key: 'abv', name: '酒精度' }, { key: 'origin', name: '产地' }])
    expect(attributesOf(own).map((a) => a.name)).toEqual(['度数', '产地', '窖龄'])
    expect(attributesOf(undefined)).toEqual([])
  })
})

describe('the tree of categories', () => {
  const nodes = [node('1', '0', '白酒'), node('2', '1', '酱香'), node('3', '1', '浓香'), node('4', '0', '啤酒')]
  it('is grown from a list, and knows where each lies', () => {
    expect(grow(nodes).map((b) => [b.label, b.children.map((c) => c.label)])).toEqual([['白酒', ['酱香', '浓香']], ['啤酒', []]])
    expect(pathOf(nodes, '3')).toBe('白酒 / 浓香')
    expect(childrenOf(nodes, '0')).toEqual(['1', '4'])
  })
  it('puts one before or after another', () => {
    expect(placed(['1', '2', '3'], '3', '1', false)).toEqual(['3', '1', '2'])
    expect(placed(['1', '2', '3'], '1', '3', true)).toEqual(['2', '3', '1'])
    expect(placed(['1', '2'], '9', '1', true)).toEqual(['1', '9', '2'])
  })
})

describe('prices of a store', () => {
  it('are shares of the platform’s, up to the next jiao', () => {
    expect([shareOf('26800', 95), shareOf('1990', 88), shareOf('1000', 100)]).toEqual(['25460', '1760', '1000'])
  })
  it('are left to the platform where nothing is typed', () => {
    expect([ownOf(''), ownOf('12.5'), ownOf('x')]).toEqual(['0', '1250', null])
  })
})
