import type { Cart, CartItem, Order, Store } from '@dajiu/api'
import { describe, expect, it } from 'vitest'
import { visible } from '@/components/VirtualList/window'
import { fitted, scaleBar, toScreen } from '@/components/CityMap/project'
import { priceMoved, quantityIn, sumOf, withQuantity } from '@/domain/cart'
import { anyFilter, filterQuery, inTurn, noFilter } from '@/domain/catalog'
import { metersBetween, moved, sayMeters } from '@/domain/geo'
import { fen, yuan, yuanParts } from '@/domain/money'
import { canCancel, headline, steps } from '@/domain/order'
import { bestStore, reachOf } from '@/domain/stores'
import { countdown, sayMinute, sayTime } from '@/domain/time'
import { emptyDraft, problemsOf } from '@/packages/user/address/form'

describe('money', () => {
  it.each([[0, '0'], [5, '0.05'], [50, '0.50'], [12900, '129'], [12950, '129.50'], [-800, '-8'], [-805, '-8.05']])('%i fen is ¥%s', (amount, text) => {
    expect(yuan(amount)).toBe(text)
  })
  it('keeps the sign of less than a yuan', () => expect(yuanParts(-50)).toEqual({ sign: '−', whole: '0', rest: '50' }))
  it('reads what is missing or no number as nothing', () => expect([fen(undefined), fen(''), fen('x'), fen('9007199254740993')]).toEqual([0, 0, 0, 0]))
})

const item = (skuId: string, quantity: string, price: string, more: Partial<CartItem> = {}): CartItem => ({
  storeId: '1', skuId, quantity, price, priceWhenAdded: price, invalidReason: '', name: '酒', spec: '500ml', imageUrl: '', productId: '5', ...more,
})
const cartOf = (...items: CartItem[]): Cart => ({ stores: [{ storeId: '1', storeName: '店', items, goodsAmount: '0' }], pieceCount: 0 })

describe('the cart', () => {
  it('adds up what is chosen and can be bought', () => {
    const items = [item('a', '2', '1050'), item('b', '1', '300'), item('c', '9', '100', { invalidReason: 'DELISTED' })]
    expect(sumOf(items, '1', {})).toEqual({ pieces: 3, amount: 2400, all: true })
    expect(sumOf(items, '1', { '1/b': true })).toEqual({ pieces: 2, amount: 2100, all: false })
  })
  it('of invalid lines alone is worth nothing', () => {
    expect(sumOf([item('c', '9', '100', { invalidReason: 'DELISTED' })], '1', {})).toEqual({ pieces: 0, amount: 0, all: false })
    expect(sumOf([item('c', '9', '100', { invalidReason: 'STORE_CLOSED' })], '1', {}), 'it can be ordered for later').toEqual({ pieces: 9, amount: 900, all: true })
  })
  it('shows a change before the server knows', () => {
    const more = withQuantity(cartOf(item('a', '1', '100')), '1', 'a', 4)
    expect([quantityIn(more, '1', 'a'), more.pieceCount, more.stores[0]?.goodsAmount]).toEqual([4, 4, '400'])
  })
  it('takes a line out at nought, and its store with the last line', () => {
    expect(withQuantity(cartOf(item('a', '1', '100')), '1', 'a', 0)).toEqual({ stores: [], pieceCount: 0 })
  })
  it('takes in a line of a new store', () => {
    const next = withQuantity(null, '2', 'z', 2, { name: '新', spec: '', imageUrl: '', price: '700', productId: '8', storeName: '新店' })
    expect([next.stores[0]?.storeName, next.pieceCount, next.stores[0]?.goodsAmount]).toEqual(['新店', 2, '1400'])
  })
  it('leaves the old cart as it was', () => {
    const old = cartOf(item('a', '1', '100'))
    withQuantity(old, '1', 'a', 9)
    expect(quantityIn(old, '1', 'a')).toBe(1)
  })
  it('tells by how much a price moved', () => {
    expect([priceMoved(item('a', '1', '120', { priceWhenAdded: '100' })), priceMoved(item('a', '1', '100'))]).toEqual([20, 0])
  })
})

const order = (more: Partial<Order>): Order => ({ state: 'ORDER_STATE_CONFIRMED', fulfilment: 'FULFILMENT_INSTANT', payMethod: 'PAY_METHOD_WECHAT', payState: 'PAY_STATE_PAID', cancelReason: 'CANCEL_REASON_UNSPECIFIED', storeName: '店', ...more } as Order)

describe('an order', () => {
  it('can be cancelled until it left the store', () => {
    expect([canCancel('ORDER_STATE_READY'), canCancel('ORDER_STATE_SHIPPED'), canCancel('ORDER_STATE_CANCELLED')]).toEqual([true, false, false])
  })
  it('says where the money of a cancelled one is', () => {
    expect(headline(order({ state: 'ORDER_STATE_CANCELLED', cancelReason: 'CANCEL_REASON_STORE', payState: 'PAY_STATE_REFUNDED' })).note).toBe('门店无法完成此订单，款项已原路退回')
  })
  it('has steps of its own when it is fetched', () => {
    expect(steps(order({ state: 'ORDER_STATE_READY', fulfilment: 'FULFILMENT_PICKUP' }))).toEqual({ names: ['下单', '接单', '备货', '待自提', '已取货'], at: 3 })
  })
  it('has no step once it ended early', () => expect(steps(order({ state: 'ORDER_STATE_CANCELLED' })).at).toBe(-1))
})

describe('the best store', () => {
  const store = (storeId: string, openNow: boolean, inRange: boolean) => ({ storeId, openNow, inRange } as Store)
  it('is the nearest that is open and delivers', () => expect(bestStore([store('a', false, true), store('b', true, false), store('c', true, true)])?.storeId).toBe('c'))
  it('is else the nearest open one, to fetch from', () => expect(bestStore([store('a', false, true), store('b', true, false)])?.storeId).toBe('b'))
  it('is nobody where there is none', () => expect(bestStore([])).toBeNull())
})

describe('the map', () => {
  const here = { latE6: 30_657_000, lngE6: 104_066_000 }
  it('measures what was moved', () => {
    expect(metersBetween(here, moved(here, 300, -400))).toBeCloseTo(500, 0)
    expect([sayMeters(4), sayMeters(456), sayMeters(1449)]).toEqual(['10m', '460m', '1.4km'])
  })
  it('shows all points with room around them', () => {
    const size = { width: 300, height: 200 }
    const points = [here, moved(here, 4000, 900), moved(here, -500, -1200)]
    const camera = fitted(points, size, { x: 40, top: 50, bottom: 30 })
    for (const point of points) {
      const at = toScreen(point, camera, size)
      expect(at.x).toBeGreaterThanOrEqual(39)
      expect(at.x).toBeLessThanOrEqual(261)
      expect(at.y).toBeGreaterThanOrEqual(49)
      expect(at.y).toBeLessThanOrEqual(171)
    }
  })
  it('has a scale of a round length that fits', () => {
    const bar = scaleBar({ centre: here, metersPerPx: 6 }, 90)
    expect([bar.meters, bar.px <= 90]).toEqual([500, true])
  })
})

describe('lists', () => {
  it('draws the rows in sight and a few around', () => {
    expect(visible(0, 800, 100, 1000, 5)).toEqual({ from: 0, to: 14 })
    expect(visible(50_000, 800, 100, 1000, 5)).toEqual({ from: 495, to: 514 })
    expect(visible(99_900, 800, 100, 1000, 5).to).toBe(1000)
    expect(visible(500, 800, 100, 0, 5)).toEqual({ from: 0, to: 0 })
  })
  it('draws the end of a list that became shorter', () => expect(visible(50_000, 800, 100, 3, 5)).toEqual({ from: 0, to: 3 }))
  it('leaves out of a query what nobody chose', () => {
    expect(filterQuery(noFilter)).toEqual({ sort: 'SORT_SALES' })
    expect(filterQuery({ ...noFilter, priceMin: 5000, abvMax: 50 })).toMatchObject({ priceMin: '5000', abvMax: 50 })
    expect([anyFilter({ ...noFilter, sort: 'SORT_NEWEST' }), anyFilter({ ...noFilter, origin: '四川' })]).toEqual([false, true])
  })
  it('takes from several in turn', () => expect(inTurn([['a', 'b', 'c'], [], ['x']])).toEqual(['a', 'x', 'b', 'c']))
})

describe('time', () => {
  const now = new Date(2026, 10, 25, 12, 0)
  it.each([[new Date(2026, 10, 25, 9, 5), '今天 09:05'], [new Date(2026, 10, 24, 23, 59), '昨天 23:59'], [new Date(2026, 9, 3, 8, 0), '10月3日 08:00'], [new Date(2025, 2, 1), '2025年3月1日']])('%s', (time, text) => {
    expect(sayTime(time.toISOString(), now)).toBe(text)
  })
  it('counts down to nought', () => expect([countdown(899_001), countdown(59_000), countdown(-5)]).toEqual(['15:00', '00:59', '00:00']))
  it('writes a minute of the day', () => expect([sayMinute(0), sayMinute(1320)]).toEqual(['00:00', '22:00']))
})

describe('an address', () => {
  it('is not saved with gaps', () => expect(Object.keys(problemsOf(emptyDraft))).toEqual(['contactName', 'phone', 'street', 'point']))
  it('wants a mobile number', () => {
    const full = { ...emptyDraft, contactName: '甲', street: '路', point: { latE6: 1, lngE6: 1 } }
    expect([problemsOf({ ...full, phone: '12345678901' }).phone !== undefined, problemsOf({ ...full, phone: ' 13800138000 ' })]).toEqual([true, {}])
  })
})

it('a store says how its goods get to a place, and does not promise what it could not ask', () => {
  expect(reachOf({ openNow: true, inRange: true, rangeUnknown: false }).words).toBe('可配送')
  expect(reachOf({ openNow: true, inRange: false, rangeUnknown: false }).words).toBe('可自提')
  expect(reachOf({ openNow: true, inRange: true, rangeUnknown: true })).toEqual({ words: '下单时确认配送', tone: 'small' })
  expect(reachOf({ openNow: false, inRange: true, rangeUnknown: true }).words).toBe('休息中')
})
