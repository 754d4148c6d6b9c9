// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useGuard } from '@/hooks/useGuard'

const told = vi.hoisted(() => ({ errors: [] as unknown[] }))
vi.mock('@/store/acts', () => ({ toastError: (thrown: unknown) => told.errors.push(thrown) }))
;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true

type Tap = ReturnType<typeof useGuard<[string]>>

/** A page with one guarded act, as the accept button of an order. */
function show(doing: (id: string) => unknown, failed?: (thrown: unknown) => void) {
  const seen: { tap: Tap } = { tap: [async () => undefined, false] }
  const Page = () => {
    seen.tap = useGuard<[string]>(doing, failed)
    return null
  }
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(Page)))
  return { tap: (id: string) => seen.tap[0](id), busy: () => seen.tap[1], leave: () => act(() => root.unmount()) }
}

describe('a hot button', () => {
  beforeEach(() => { told.errors = [] })
  afterEach(() => vi.restoreAllMocks())

  it('acts once, however often an impatient finger taps', async () => {
    let answer: () => void = () => undefined
    const done: string[] = []
    const page = show((id) => {
      done.push(id)
      return new Promise<void>((resolve) => { answer = resolve })
    })
    let first = Promise.resolve()
    act(() => {
      first = page.tap('7')
      void page.tap('7')
      void page.tap('8')
    })
    expect([done, page.busy()]).toEqual([['7'], true])
    await act(async () => { answer(); await first })
    expect(page.busy()).toBe(false)
    await act(async () => { void page.tap('9'); answer(); await Promise.resolve() })
    expect(done).toEqual(['7', '9'])
  })

  it('tells what went wrong, and can be tapped again', async () => {
    let tries = 0
    const page = show(() => {
      tries++
      throw new Error('手慢了')
    })
    await act(() => page.tap('7'))
    await act(() => page.tap('7'))
    expect([tries, told.errors.length, page.busy()]).toEqual([2, 2, false])
  })

  it('leaves the telling to who asked for it', async () => {
    const mine: unknown[] = []
    const page = show(() => Promise.reject(new Error('x')), (thrown) => mine.push(thrown))
    await act(() => page.tap('7'))
    expect([mine.length, told.errors.length]).toEqual([1, 0])
  })

  it('does not mind that its page was left meanwhile', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    let answer: () => void = () => undefined
    const page = show(() => new Promise<void>((resolve) => { answer = resolve }))
    let tap = Promise.resolve()
    act(() => { tap = page.tap('7') })
    page.leave()
    answer()
    await tap
    expect(complaints).not.toHaveBeenCalled()
  })
})
