import { describe, expect, it } from 'vitest'
import { say, textOf, typed, type Parameter } from '@/views/settings/parameter'
import { callsOf, found, type Description } from '@/views/reference/openapi'

const parameter = (of: Partial<Parameter>) => ({ name: 'one', unit: 'PARAMETER_UNIT_COUNT', configured: '5', min: '1', max: '100', choices: [], version: '0', changedBy: '0', ...of }) as Parameter

describe('a parameter', () => {
  const fen = parameter({ unit: 'PARAMETER_UNIT_FEN', min: '0', max: '10000' })
  const choice = parameter({ unit: 'PARAMETER_UNIT_CHOICE', choices: ['always', 'never'] })
  it.each<[string, Parameter, string, string | null]>([
    ['a number within its bounds', parameter({}), ' 20 ', '20'],
    ['leading zeros are none', parameter({}), '007', '7'],
    ['too small', parameter({}), '0', null],
    ['too large', parameter({}), '101', null],
    ['no number', parameter({}), '1e2', null],
    ['an amount in yuan', fen, '4.5', '450'],
    ['an amount with three decimals', fen, '4.555', null],
    ['an amount out of bounds', fen, '100.01', null],
    ['a choice', choice, 'never', 'never'],
    ['no choice', choice, 'maybe', null],
  ])('is read as a person types it: %s', (_, p, input, text) => { expect(textOf(p, input)).toBe(text) })

  it('is written in its unit, and typed again as it was written', () => {
    expect(say(parameter({ unit: 'PARAMETER_UNIT_MINUTES' }), '15', String)).toBe('15 分钟')
    expect(say(parameter({ unit: 'PARAMETER_UNIT_SECONDS' }), '30', String)).toBe('30 秒')
    expect(say(fen, '123456', String)).toBe('¥1,234.56')
    expect(textOf(parameter({ unit: 'PARAMETER_UNIT_FEN', min: '0', max: '999999' }), typed(fen, '123456'))).toBe('123456')
  })
})

describe('the description of the API', () => {
  const description: Description = {
    tags: [], definitions: { Order: { properties: { id: { type: 'string', format: 'int64' }, lines: { type: 'array', items: { $ref: '#/definitions/Line' } } } } },
    paths: { '/v1/orders/{id}': { get: { summary: 'ShowOrder shows an order.', operationId: 'OrderService_ShowOrder', tags: ['OrderService'], parameters: [{ name: 'id', in: 'path', type: 'string' }], responses: { 200: { schema: { $ref: '#/definitions/Order' } } } } } },
  }
  it('becomes calls with what they take and answer', () => {
    const [call] = callsOf(description)
    expect(call?.from).toEqual([{ name: 'id', type: 'string', place: 'path', note: '' }])
    expect(call?.into.map((f) => `${f.name}: ${f.type}`)).toEqual(['id: int64', 'lines: Line[]'])
  })
  it('is searched by words in any order', () => {
    const calls = callsOf(description)
    expect(found(calls, 'order GET show')).toHaveLength(1)
    expect(found(calls, 'order post')).toHaveLength(0)
  })
})
