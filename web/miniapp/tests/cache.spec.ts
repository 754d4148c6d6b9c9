import { Acts, ApiError, offline, type Wire } from '@dajiu/api'
import { describe, expect, it, vi } from 'vitest'
import { ReadCache } from '@/services/transport/cache'
import { WriteQueue, type Waiting } from '@/services/transport/queue'

function newCache(disk = new Map<string, string>()) {
  let now = 1000
  const cache = new ReadCache(() => now, { get: (k) => disk.get(k) ?? null, set: (k, text) => { if (text === null) disk.delete(k); else disk.set(k, text) } }, (k) => k.startsWith('home'), 3)
  return { cache, disk, pass: (ms: number) => { now += ms } }
}

describe('what was read', () => {
  it('is asked for once by all who want it at the same time', async () => {
    const { cache } = newCache()
    const ask = vi.fn(async () => 1)
    expect(await Promise.all([cache.load('a', ask), cache.load('a', ask)])).toEqual([1, 1])
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('grows stale with time, and at once when it is expired', async () => {
    const { cache, pass } = newCache()
    await cache.load('order:1', async () => 1)
    expect(cache.isFresh('order:1', 500)).toBe(true)
    pass(600)
    expect(cache.isFresh('order:1', 500)).toBe(false)
    expect(cache.isFresh('order:1', 5000)).toBe(true)
    const told = vi.fn()
    cache.watch('order:1', told)
    cache.expire('order:')
    expect([cache.isFresh('order:1', 5000), cache.peek('order:1')?.value, told.mock.calls.length]).toEqual([false, 1, 1])
  })

  it('is not taken for new when it was expired on the way', async () => {
    const { cache } = newCache()
    const answers: ((v: string) => void)[] = []
    const ask = () => new Promise<string>((done) => { answers.push(done) })
    const again: Promise<string>[] = []
    cache.watch('order:1', () => { if (!cache.isFresh('order:1', Infinity)) again.push(cache.load('order:1', ask)) })
    const first = cache.load('order:1', ask)
    cache.expire('order:')
    answers[0]?.('READY')
    await first
    expect([again.length, cache.peek('order:1')]).toEqual([1, undefined])
    answers[1]?.('SHIPPED')
    await again[0]
    expect(cache.peek('order:1')?.value).toBe('SHIPPED')
  })

  it('survives a restart where it is worth it', async () => {
    const first = newCache()
    await first.cache.load('home:hot', async () => ['酒'])
    await first.cache.load('order:1', async () => 1)
    const second = newCache(first.disk)
    expect(second.cache.peek('home:hot')?.value).toEqual(['酒'])
    expect(second.cache.peek('order:1')).toBeUndefined()
  })

  it('is no use when it cannot be read back', () => {
    expect(newCache(new Map([['home', '{']])).cache.peek('home')).toBeUndefined()
  })

  it('of one person is not shown to the next, even if the answer comes late', async () => {
    const { cache } = newCache()
    let answer: (v: string) => void = () => undefined
    const flight = cache.load('me', () => new Promise<string>((done) => { answer = done }))
    cache.clear()
    answer('Alice')
    await flight
    expect(cache.peek('me')).toBeUndefined()
  })

  it('does not fill the memory', async () => {
    const { cache } = newCache()
    for (const key of ['a', 'b', 'c', 'd']) cache.put(key, key)
    expect([cache.peek('a'), cache.peek('d')?.value]).toEqual([undefined, 'd'])
  })
})

function newQueue(answers: (Error | 'ok')[], kept: Waiting[] = []) {
  const sent: Wire[] = []
  const refused = vi.fn()
  let disk = kept
  const queue = new WriteQueue({
    acts: new Acts(() => 1, Math.random), load: () => disk, save: (w) => { disk = w }, refused,
    send: async (wire) => {
      sent.push(wire)
      const next = answers.shift() ?? 'ok'
      if (next !== 'ok') throw next
      return undefined
    },
  })
  return { queue, sent, refused, disk: () => disk }
}

const set = (quantity: string): Wire => ({ method: 'PUT', url: '/v1/cart/items', body: { quantity } })
const quantities = (sent: Wire[]) => sent.map((w) => (w.body as { quantity: string }).quantity)

describe('a write that may wait', () => {
  it('goes out at once when it can', async () => {
    const q = newQueue([])
    await q.queue.put('cart:1', set('2'))
    expect([quantities(q.sent), q.queue.length, q.disk()]).toEqual([['2'], 0, []])
  })

  it('waits for the network, and only the last word on a thing is sent', async () => {
    const q = newQueue([offline(), offline(), offline()])
    await q.queue.put('cart:1', set('2'))
    await q.queue.put('cart:1', set('3'))
    await q.queue.put('cart:2', set('9'))
    expect(q.queue.length).toBe(2)
    await q.queue.flush()
    expect(quantities(q.sent).slice(-2)).toEqual(['3', '9'])
    expect(q.queue.length).toBe(0)
  })

  it('has the same key each time it is tried', async () => {
    const q = newQueue([offline()])
    await q.queue.put('cart:1', set('2'))
    await q.queue.flush()
    expect(q.sent[1]?.key).toBe(q.sent[0]?.key)
  })

  it('survives a restart', async () => {
    const first = newQueue([offline()])
    await first.queue.put('cart:1', set('2'))
    const second = newQueue([], first.disk())
    await second.queue.flush()
    expect(quantities(second.sent)).toEqual(['2'])
  })

  it('is dropped and told when the server refuses it', async () => {
    const q = newQueue([new ApiError({ status: 409, reason: 'ORDER_CART_LIMIT' })])
    await q.queue.put('cart:1', set('2'))
    expect([q.queue.length, q.refused.mock.calls.length]).toEqual([0, 1])
  })

  it('is not replaced while it is under way: both arrive, in order', async () => {
    const q = newQueue([])
    await Promise.all([q.queue.put('cart:1', set('2')), q.queue.put('cart:1', set('3'))])
    expect(quantities(q.sent)).toEqual(['2', '3'])
  })
})
