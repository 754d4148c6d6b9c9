import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { describe, expect, it, vi } from 'vitest'
import { readFilters, useList, writeFilters, type Filters, type List, type Page, type Rows } from '@/composables/list'

const defaults = { state: '', tags: [] as string[], sort: 'new' }

describe('filters in the address', () => {
  it('names only what is not as by default, and reads itself again', () => {
    expect(writeFilters({ state: 'PAID', tags: ['a', 'b'], sort: 'new' }, defaults)).toEqual({ state: 'PAID', tags: ['a', 'b'] })
    expect(readFilters({ state: 'PAID', tags: ['a', 'b'] }, defaults)).toEqual({ state: 'PAID', tags: ['a', 'b'], sort: 'new' })
  })

  it('keeps that something with a default was emptied', () => {
    const query = writeFilters({ state: '', tags: [], sort: '' }, { ...defaults, tags: ['x'] })
    expect(readFilters(query, { ...defaults, tags: ['x'] })).toEqual({ state: '', tags: [], sort: '' })
  })

  it('takes one value of an address for a list of one, and of several the first for a text', () => {
    expect(readFilters({ tags: 'a', state: ['PAID', 'NEW'] }, defaults)).toEqual({ state: 'PAID', tags: ['a'], sort: 'new' })
  })
})

type Row = { id: string }

async function open(load: (f: Filters, p: Page) => Promise<Rows<Row>>, address = '/list') {
  let list!: List<typeof defaults, Row>
  const page = defineComponent({ setup: () => { list = useList({ filters: defaults, load }); return () => h('div') } })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: page }, { path: '/other', component: { render: () => h('p') } }] })
  await router.push(address)
  mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  return { list, router }
}

const rows = (n: number, next = ''): Rows<Row> => ({ rows: Array.from({ length: n }, (_, i) => ({ id: String(i) })), next })

describe('a list that the server pages', () => {
  it('asks for what the address says, and again when it changes', async () => {
    const load = vi.fn(() => Promise.resolve(rows(2, 'p2')))
    const { list, router } = await open(load, '/list?state=PAID')
    expect(load).toHaveBeenLastCalledWith({ state: 'PAID', tags: [], sort: 'new' }, { pageSize: 20, pageToken: undefined })
    list.filters.tags = ['x']
    list.search()
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ state: 'PAID', tags: ['x'] })
    list.next()
    await flushPromises()
    expect(router.currentRoute.value.query).toMatchObject({ after: 'p2', page: '2' })
    expect(load).toHaveBeenLastCalledWith(expect.anything(), { pageSize: 20, pageToken: 'p2' })
    list.previous()
    await flushPromises()
    expect(router.currentRoute.value.query.after).toBeUndefined()
  })

  it('drops an answer that a later question overtook', async () => {
    const answers: ((r: Rows<Row>) => void)[] = []
    const { list } = await open(() => new Promise((done) => { answers.push(done) }))
    void list.reload()
    answers[1]?.(rows(1))
    await flushPromises()
    answers[0]?.(rows(9))
    await flushPromises()
    expect(list.rows.value).toHaveLength(1)
  })

  it('tells what went wrong, and recovers', async () => {
    let fails = true
    const { list } = await open(() => (fails ? Promise.reject(new Error('gone')) : Promise.resolve(rows(3))))
    expect(list.error.value).not.toBeNull()
    fails = false
    await list.reload()
    expect(list.error.value).toBeNull()
    expect(list.rows.value).toHaveLength(3)
  })

  it('does not follow the address of another page', async () => {
    const load = vi.fn(() => Promise.resolve(rows(1)))
    const { router } = await open(load)
    await router.push('/other?state=X')
    await nextTick()
    expect(load).toHaveBeenCalledTimes(1)
  })
})
