import { describe, expect, it } from 'vitest'
import { axis, beforeShipment, nextAct, type Traces } from '@/views/orders/axis'

const at = (minute: number) => `2026-11-28T04:${String(minute).padStart(2, '0')}:00Z`
const traces = {
  order: {
    order: { timeline: [{ eventId: '1', state: 'ORDER_STATE_CONFIRMED', actor: 'CUSTOMER', note: '', time: at(0), actorId: '7' }, { eventId: '2', state: 'ORDER_STATE_ACCEPTED', actor: 'STORE', note: '', time: at(5), actorId: '8' }] },
    notes: [{ noteId: '1', authorId: '9', text: '晚点送', time: at(3) }],
  },
  money: { entries: [{ entryId: '1', kind: 'TRADE_PAID', referenceId: '1', time: at(1), postings: [{ account: 'channel:wechat', amount: '4200' }, { account: 'escrow', amount: '-4200' }] }] },
  stock: {
    movements: [
      { kind: 'MOVEMENT_KIND_RESERVE', time: at(0), onHandDelta: '0', reservedDelta: '2', skuId: '1' }, { kind: 'MOVEMENT_KIND_RESERVE', time: at(0), onHandDelta: '0', reservedDelta: '1', skuId: '2' },
      { kind: 'MOVEMENT_KIND_COMMIT', time: at(9), onHandDelta: '-3', reservedDelta: '-3', skuId: '1' },
    ],
  },
  delivery: { events: [{ kind: 'OFFERED', courierId: '5', actorId: '0', note: '', time: at(6) }] },
} as unknown as Traces

describe('what happened to an order', () => {
  it('is one list in the order of time, whoever kept it', () => {
    expect(axis(traces).map((m) => `${m.at.slice(14, 16)} ${m.key}`)).toEqual([
      '00 states.ORDER_STATE_CONFIRMED', '00 moves.MOVEMENT_KIND_RESERVE', '01 entries.TRADE_PAID', '03 noted', '05 states.ORDER_STATE_ACCEPTED', '06 delivery.OFFERED', '09 moves.MOVEMENT_KIND_COMMIT',
    ])
  })

  it('counts the pieces of one moment together, and says what an entry moved', () => {
    const marks = axis(traces)
    expect(marks.find((m) => m.key === 'moves.MOVEMENT_KIND_RESERVE')?.values).toEqual({ n: '3' })
    expect(marks.find((m) => m.source === 'money')?.values).toEqual({ amount: '4200' })
  })

  it('is told also where a trace may not be seen', () => {
    expect(axis({ order: traces.order, money: null })).toHaveLength(3)
  })
})

describe('what may be done next', () => {
  it('follows the store’s steps, and ends when the goods are packed', () => {
    expect(['CONFIRMED', 'ACCEPTED', 'PICKING', 'READY', 'COMPLETED'].map((s) => nextAct(`ORDER_STATE_${s}`)?.act ?? '')).toEqual(['accept', 'startPicking', 'finishPacking', '', ''])
  })

  it('is cancelling only until the goods leave', () => {
    expect(beforeShipment('ORDER_STATE_READY')).toBe(true)
    expect(beforeShipment('ORDER_STATE_SHIPPED')).toBe(false)
  })
})
