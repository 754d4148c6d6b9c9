import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { describe, expect, it } from 'vitest'
import { ApiError } from '@dajiu/api'
import { inTurn } from '@/composables/act'
import { useForm, type Form } from '@/composables/form'

async function open(send: (m: { name: string }) => Promise<unknown>) {
  let form!: Form<{ name: string }>
  const page = defineComponent({ setup: () => { form = useForm({ name: 'a' }, send, { quiet: true }); return () => h('div') } })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: page }] })
  await router.push('/')
  mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  return form
}

describe('a form', () => {
  it('is dirty until the server has what was entered', async () => {
    const form = await open(() => Promise.resolve())
    expect(form.dirty.value).toBe(false)
    form.model.name = 'b'
    expect(form.dirty.value).toBe(true)
    expect(await form.submit()).toBe(true)
    expect(form.dirty.value).toBe(false)
  })

  it('says at each field what the server refused, and loses nothing', async () => {
    const form = await open(() => Promise.reject(new ApiError({ status: 400, reason: 'INVALID_ARGUMENT', fields: [{ field: 'product.name', reason: '太长' }] })))
    form.model.name = 'x'.repeat(99)
    expect(await form.submit()).toBe(false)
    expect(form.problem('name')).toBe('太长')
    expect(form.problem('code')).toBe('')
    expect(form.dirty.value).toBe(true)
    expect(form.model.name).toHaveLength(99)
  })

  it('stays dirty where more was entered while it was sent', async () => {
    let done!: () => void
    const form = await open(() => new Promise<void>((ok) => { done = ok }))
    form.model.name = 'b'
    const sent = form.submit()
    form.model.name = 'c'
    done()
    await sent
    expect(form.dirty.value).toBe(true)
  })
})

describe('an act on many', () => {
  it('tells which were done and which were refused, and why', async () => {
    const seen: number[] = []
    const result = await inTurn([1, 2, 3, 4, 5, 6], (n) => (n % 2 ? Promise.resolve() : Promise.reject(new Error(`no ${n}`))), (n) => seen.push(n))
    expect(result.done.sort()).toEqual([1, 3, 5])
    expect(result.failed.map(({ one, error }) => `${one}: ${(error as Error).message}`).sort()).toEqual(['2: no 2', '4: no 4', '6: no 6'])
    expect(seen.at(-1)).toBe(6)
  })
})
