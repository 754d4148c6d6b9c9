import { describe, expect, it } from 'vitest'
import { bodyOf, daysLeft, modelOf, noOutlet, nothing, toneOf as stateTone, states } from '@/views/merchants/applying'
import { differ, idsOf, scopesOf, treeOf, wantsIds, type Permission } from '@/views/access/rights'
import { areaOf, byDay, clockOf, minuteOf, toneOf } from '@/views/stores/state'

describe('opening hours', () => {
  it.each([['08:30', 510], ['00:00', 0], ['24:00', 1440], ['8：05', 485]])('%s is minute %i', (text, minute) => { expect(minuteOf(text)).toBe(minute) })
  it.each(['24:01', '12:60', '1230', '', 'noon'])('%s is no time of a day', (text) => { expect(minuteOf(text)).toBeNull() })
  it('are written as they are read', () => { expect([0, 485, 1440].map(clockOf)).toEqual(['00:00', '08:05', '24:00']) })
  it('are told day by day, Monday first, each from its start', () => {
    const late = { weekday: 1, startMinute: 900, endMinute: 1200 }
    const early = { weekday: 1, startMinute: 540, endMinute: 720 }
    expect(byDay([late, { weekday: 7, startMinute: 0, endMinute: 1440 }, early])[0]).toEqual([early, late])
    expect(byDay([])).toHaveLength(7)
  })
})

describe('a range', () => {
  it('covers the area of its circle', () => { expect(areaOf(2000)).toBeCloseTo(12.566, 2) })
})

describe('a state', () => {
  it('is alarming where a store takes no orders though it would', () => {
    expect([toneOf('STORE_STATE_TAKING'), toneOf('STORE_STATE_PAUSED'), toneOf('STORE_STATE_HELD')]).toEqual(['success', 'warning', 'danger'])
    expect(states.map(stateTone)).toEqual(['info', 'primary', 'warning', 'success', 'success', 'danger', 'info'])
  })
})

describe('an application', () => {
  it('sends no end of a licence that has none, and the credit code as the licence\'s number', () => {
    const model = nothing()
    model.facts.creditCode = '91350100M000100Y43'
    const body = bodyOf(model)
    expect(body.facts.business).toEqual({ number: '91350100M000100Y43', pictureUrl: '' })
    expect(body.facts.outlets).toHaveLength(1)
  })
  it('begins its form without what is confidential: masked words must not be sent back', () => {
    const model = modelOf({ ...nothing().facts, business: undefined, outlets: [{ ...noOutlet(), food: undefined, liquor: undefined, storeId: '7' }] } as never)
    expect(Object.values(model.confidential).join('')).toBe('')
    expect(model.facts.outlets[0]).not.toHaveProperty('storeId')
  })
  it('counts the days that are left, and those that have gone by', () => {
    const now = Date.parse('2026-11-28T00:00:00Z')
    expect([daysLeft('2026-11-28T12:00:00Z', now), daysLeft('2026-12-18T00:00:00Z', now), daysLeft('2026-11-26T00:00:00Z', now)]).toEqual([1, 20, -2])
  })
})

describe('rights', () => {
  const permission = (name: string, kinds: string[]) => ({ name, title: name, service: name.split('.')[0], kinds, button: false }) as Permission
  it('are a tree of what a kind of staff may hold, by the service that owns it', () => {
    const tree = treeOf([permission('order.a.b', ['ROLE_OPERATOR']), permission('order.c.d', ['ROLE_MERCHANT']), permission('user.e.f', ['ROLE_OPERATOR', 'ROLE_MERCHANT'])], 'ROLE_OPERATOR', (s) => s.toUpperCase())
    expect(tree.map((branch) => [branch.label, branch.children.map((leaf) => leaf.id)])).toEqual([['ORDER', ['order.a.b']], ['USER', ['user.e.f']]])
  })
  it('differ by what is added and what is removed', () => { expect(differ(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] }) })
  it('reach numbers that a person typed, each once', () => { expect(idsOf('510100, 510104；510100 x 12')).toEqual(['510100', '510104', '12']) })
  it('of couriers reach only themselves', () => {
    expect(scopesOf.ROLE_COURIER).toEqual(['DATA_SCOPE_OWN'])
    expect(wantsIds('DATA_SCOPE_ALL') || wantsIds('DATA_SCOPE_OWN')).toBe(false)
    expect(wantsIds('DATA_SCOPE_REGION')).toBe(true)
  })
})
