import { describe, expect, it } from 'vitest'
import { fromThreshold, toThreshold } from '@/views/alerts/threshold'
import { change, clockText } from '@/views/dashboard/compare'
import { escape } from '@/views/dashboard/charts'
import { draw } from '@/views/reports/chart'
import { chosen, deaf, definitionOf, panels, toggle, type Panel } from '@/views/linked/linked'
import { blank, drill, fromApi, fromQuery, partOf, partToQuery, settle, toApi, toQuery, type Definition, type Part } from '@/views/reports/definition'

const full: Definition = {
  ...blank(), measures: ['MEASURE_GMV', 'MEASURE_CONVERSION'], dimensions: ['DIMENSION_STORE', 'DIMENSION_PAY_METHOD'], grain: 'GRAIN_WEEK', period: 'PERIOD_CUSTOM',
  startDate: '2026-10-01', endDate: '2026-11-25', chart: 'CHART_BAR', stores: ['120034830074249217', '2'], regions: ['510104'], pays: ['PAY_METHOD_WECHAT'], fulfilments: ['FULFILMENT_PICKUP'],
}
const goods: Definition = { ...blank(), measures: ['MEASURE_GOODS_AMOUNT'], dimensions: ['DIMENSION_CATEGORY'], categories: ['7'], brands: ['9'] }

describe('a report in an address', () => {
  it.each([['as it begins', blank()], ['with everything', full], ['of the goods', goods]])('%s comes back as it was', (_name, d) => {
    expect(fromQuery(toQuery(d))).toEqual(d)
  })

  it('of nonsense is a report that can be asked for', () => {
    const d = fromQuery({ m: 'GMV,GOODS_AMOUNT,nonsense', by: 'PRODUCT,STORE,STORE', grain: 'CENTURY', period: 'CUSTOM', from: 'x', to: '2026-11-25', stores: '1,<script>,2', pays: 'x;y', chart: 'CAKE' })
    expect(d).toEqual({ ...blank(), measures: ['MEASURE_GMV'], dimensions: ['DIMENSION_STORE'], period: 'PERIOD_CUSTOM', endDate: '2026-11-25', stores: ['1', '2'] })
  })

  it('is what the server keeps, and the other way round', () => {
    const sent = toApi(full)
    expect(fromApi({ ...sent, sort: 'MEASURE_UNSPECIFIED', ascending: false, limit: 0 })).toEqual(full)
  })

  it('leaves out what its measures cannot be asked for', () => {
    const d = settle({ ...full, measures: ['MEASURE_DELIVERIES', 'MEASURE_GMV'], grain: 'GRAIN_HOUR' })
    expect([d.measures, d.dimensions, d.grain, d.pays]).toEqual([['MEASURE_DELIVERIES'], ['DIMENSION_STORE'], 'GRAIN_DAY', []])
  })
})

describe('a chart', () => {
  it('has hours in the order of the clock, whatever happened in them', () => {
    const rows = [['21', '9'], ['8', '5'], ['11', '2']].map(([hour, n]) => ({ time: '', keys: [hour!], labels: [`${hour}:00`], values: [n!] }))
    const { option, row } = draw({ ...blank(), measures: ['MEASURE_CONFIRMED'], dimensions: ['DIMENSION_HOUR_OF_DAY'], grain: 'GRAIN_NONE', chart: 'CHART_BAR' }, rows, 'en', false)
    expect((option.xAxis as { data: string[] }).data).toEqual(['8:00', '11:00', '21:00'])
    expect(row(0, 0)?.values).toEqual(['5'])
  })
})

describe('a part of a chart', () => {
  it('narrows the report to it', () => {
    expect(drill({ ...full, stores: [], pays: [] }, ['5', '2'])).toMatchObject({ stores: ['5'], pays: ['PAY_METHOD_ON_DELIVERY'] })
    expect(drill({ ...full, stores: ['5'], pays: ['PAY_METHOD_WECHAT'] }, ['5', '1'])).toBeNull()
    expect(drill({ ...goods, dimensions: ['DIMENSION_PRODUCT'] }, ['5'])).toBeNull()
  })

  it('is the row that it was drawn of', () => {
    const row = (time: string, label: string, value: string) => ({ time, keys: [label], labels: [label], values: [value] })
    const rows = [row('2026-11-24', 'a', '100'), row('2026-11-24', 'b', '400'), row('2026-11-25', 'a', '200')]
    const { option, row: of } = draw({ ...blank(), measures: ['MEASURE_GMV'], dimensions: ['DIMENSION_STORE'] }, rows, 'en', false)
    expect(of(1, 1)).toBe(rows[2])
    expect(of(1, 0)).toBeUndefined()
    expect((option.series as { name: string; data: number[] }[]).map((s) => [s.name, s.data])).toEqual([['b', [4, 0]], ['a', [1, 2]]])
  })
})

describe('figures', () => {
  it('are compared with yesterday, where there is a yesterday', () => {
    expect([change('150', '100'), change(5, 10), change(1, 0)]).toEqual([0.5, -0.5, null])
    expect(clockText('185')).toBe('3:05')
    expect(escape('<b>"&')).toBe('&#60;b&#62;&#34;&#38;')
  })

  it.each([['MEASURE_GMV', '12.5', '1250'], ['MEASURE_CANCEL_RATE', '20', '2000'], ['MEASURE_TOTAL_SECONDS', '45', '2700'], ['MEASURE_PLACED', '3', '3'], ['MEASURE_UNSPECIFIED', '5', '5']] as const)('of %s are watched in the unit that people know', (m, text, value) => {
    expect([toThreshold(m, text), fromThreshold(m, value)]).toEqual([value, text])
  })
})

describe('linked charts', () => {
  const [course, stores, categories] = ['course', 'stores', 'categories'].map((key) => panels.find((p) => p.key === key) as Panel) as [Panel, Panel, Panel]
  const row = (keys: string[], time = '') => ({ time, keys, labels: keys, values: ['1'] })
  const all = partOf({})

  it('narrow the others by what is picked, and no more when it is picked again', () => {
    const one = toggle(all, stores, row(['7'])) as Part
    expect(definitionOf(course, one).stores).toEqual(['7'])
    expect(definitionOf(stores, one).stores, 'a chart shows what was not picked too').toEqual([])
    expect(chosen(stores, one, [row(['7']), row(['8'])])).toEqual([true, false])
    expect(toggle(one, stores, row(['7']))).toEqual(all)
    expect((toggle(one, stores, row(['8'])) as Part).stores).toEqual(['7', '8'])
  })
  it('take a day for the period', () => {
    expect(toggle(all, course, row([], '2026-11-03'))).toMatchObject({ period: 'PERIOD_CUSTOM', startDate: '2026-11-03', endDate: '2026-11-03' })
  })
  it('say which filters their figures do not have', () => {
    const one = toggle(all, categories, row(['3'])) as Part
    expect(deaf(stores, one)).toEqual(['categories'])
    expect(deaf(categories, one)).toEqual([])
    expect(definitionOf(stores, one).categories).toEqual([])
  })
  it('are an address, and read from one', () => {
    const one = toggle(toggle(all, stores, row(['7'])) as Part, categories, row(['3'])) as Part
    expect(partOf(partToQuery(one))).toEqual(one)
    expect(partOf({ stores: 'x,7', pays: '<b>', period: 'NEVER' })).toEqual({ ...all, stores: ['7'] })
  })
  it('ignore what cannot be filtered by', () => {
    expect(toggle(all, stores, row(['0']))).toBeNull()
  })
})
