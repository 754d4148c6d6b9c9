import { describe, expect, it } from 'vitest'
import { arrange, defaultLayout, move, type Column } from '@/components/ProTable/columns'

const columns: Column<object>[] = [{ key: 'a', title: 'a', always: true }, { key: 'b', title: 'b' }, { key: 'c', title: 'c', hidden: true }]

describe('the columns of a table', () => {
  it('are those that are not hidden, until the person says otherwise', () => {
    expect(arrange(columns, defaultLayout(columns)).map((c) => c.key)).toEqual(['a', 'b'])
  })

  it('come in the order of the person', () => {
    expect(arrange(columns, { ...defaultLayout(columns), order: ['c', 'b', 'a'], hidden: [] }).map((c) => c.key)).toEqual(['c', 'b', 'a'])
  })

  it('that are newer than what was kept stand where they are by default', () => {
    const newer = [columns[0], { key: 'n', title: 'n' }, columns[1]] as Column<object>[]
    expect(arrange(newer, { order: ['a', 'b'], hidden: [], widths: {}, density: 'standard' }).map((c) => c.key)).toEqual(['a', 'n', 'b'])
  })

  it('of which one must stay cannot be without it', () => {
    expect(arrange(columns, { ...defaultLayout(columns), hidden: ['a', 'b', 'c'] }).map((c) => c.key)).toEqual(['a'])
  })

  it('can be moved to any place', () => {
    expect(move(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
    expect(move(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a'])
  })
})
