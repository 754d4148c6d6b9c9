import { Acts, ApiError, createApi, createTransport, type Exchange, offline, type Send, Session, timedOut, type TokenPair, type Tokens } from '@dajiu/api'
import { describe, expect, it, vi } from 'vitest'

type Answer = { status: number; body?: unknown } | Error

/** A platform whose network gives prepared answers, with a clock that stands. */
function world(answers: Answer[], options: { tokens?: Tokens | null; exchange?: (refresh: string) => Promise<TokenPair> } = {}) {
  const sent: Exchange[] = []
  const waits: number[] = []
  let now = 1_000_000
  let online = true
  const send: Send = async (e) => {
    sent.push(e)
    const next = answers.shift()
    if (!next) throw new Error('nobody expected this request')
    if (next instanceof Error) throw next
    return { status: next.status, body: next.body ?? {} }
  }
  let kept = options.tokens === undefined ? { access: 'a1', refresh: 'r1', expireAt: now + 900_000 } : options.tokens
  const exchange = vi.fn(options.exchange ?? (async () => ({ accessToken: 'a2', refreshToken: 'r2', expiresIn: 900 })))
  const session = new Session({ load: () => kept, save: (t) => { kept = t } }, exchange, () => now)
  let seed = 0
  const random = () => { seed = (seed * 16807 + 11) % 2147483647; return seed / 2147483647 }
  const acts = new Acts(() => now, random)
  const transport = createTransport({ send, session, acts, random, wait: async (ms) => { waits.push(ms) }, online: () => online })
  return { api: createApi(transport), sent, waits, session, exchange, kept: () => kept, acts, pass: (ms: number) => { now += ms }, goOffline: () => { online = false } }
}

const refusal = (status: number, reason: string, fields?: unknown) => ({ status, body: { error: { status, reason, message: 'in English', requestId: 'RQ1', fields } } })
const buy = { items: [{ storeId: '1', skuId: '2', quantity: '1' }], fulfilment: 'FULFILMENT_PICKUP' as const }

describe('a call', () => {
  it('carries the token, and no key where it reads', async () => {
    const w = world([{ status: 200, body: { orders: [] } }])
    await w.api.get('/v1/orders', { query: { states: ['ORDER_STATE_READY', 'ORDER_STATE_SHIPPED'], pageSize: 20, pageToken: '' } })
    expect(w.sent[0]?.header).toEqual({ authorization: 'Bearer a1' })
    expect(w.sent[0]?.url).toBe('/v1/orders?states=ORDER_STATE_READY&states=ORDER_STATE_SHIPPED&pageSize=20')
  })

  it('is told in Chinese why it failed, with the request and the fields', async () => {
    const w = world([refusal(400, 'USER_ADDRESS_LIMIT', [{ field: 'address.phone', reason: 'bad' }])])
    const error = await w.api.get('/v1/me').catch((e: unknown) => e) as ApiError
    expect(error).toBeInstanceOf(ApiError)
    expect([error.reason, error.requestId, error.message, error.of('phone')]).toEqual(['USER_ADDRESS_LIMIT', 'RQ1', '地址数量已达上限，请先删除不用的地址', 'bad'])
  })

  it('speaks for a reason it does not know by the status', async () => {
    const w = world([refusal(409, 'SOMETHING_NEW')])
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ message: '状态已变化，请刷新后再试' })
  })

  it('never goes out where there is no network', async () => {
    const w = world([])
    w.goOffline()
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ reason: 'OFFLINE', offline: true })
    expect(w.sent).toHaveLength(0)
  })
})

describe('repetition', () => {
  it('tries a read again, ever later, when the answer was lost or the server busy', async () => {
    const w = world([timedOut(), { status: 503 }, { status: 200, body: { userId: '1' } }])
    await expect(w.api.get('/v1/me')).resolves.toEqual({ userId: '1' })
    expect(w.sent).toHaveLength(3)
    expect(w.waits[0]).toBeGreaterThanOrEqual(150)
    expect(w.waits[0]).toBeLessThanOrEqual(300)
    expect(w.waits[1]).toBeGreaterThanOrEqual(300)
    expect(w.waits[1]).toBeLessThanOrEqual(600)
  })

  it('gives up after three', async () => {
    const w = world([offline(), offline(), offline()])
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ reason: 'OFFLINE' })
    expect(w.sent).toHaveLength(3)
  })

  it('does not repeat what the server refused', async () => {
    const w = world([refusal(409, 'ORDER_STATE_INVALID')])
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' })
    expect(w.sent).toHaveLength(1)
  })

  it('repeats a write with the key of the first', async () => {
    const w = world([timedOut(), { status: 500 }, { status: 200 }])
    await w.api.post('/v1/orders', { body: buy })
    const keys = w.sent.map((e) => e.header['idempotency-key'])
    expect(keys[0]).toMatch(/^m-/)
    expect(new Set(keys).size).toBe(1)
  })
})

describe('the key of an act', () => {
  const lost = [timedOut(), timedOut(), timedOut()]
  const key = (w: ReturnType<typeof world>, i: number) => w.sent[i]?.header['idempotency-key']

  it('is the same when a person taps again after a lost answer', async () => {
    const w = world([...lost, { status: 200 }])
    await w.api.post('/v1/orders', { body: buy }).catch(() => undefined)
    await w.api.post('/v1/orders', { body: buy })
    expect(key(w, 3)).toBe(key(w, 0))
  })

  it('is another for the same purchase once the first was answered', async () => {
    const w = world([{ status: 200 }, { status: 200 }])
    await w.api.post('/v1/orders', { body: buy })
    await w.api.post('/v1/orders', { body: buy })
    expect(key(w, 1)).not.toBe(key(w, 0))
  })

  it('is another once the first was refused', async () => {
    const w = world([refusal(409, 'ORDER_PRICE_CHANGED'), { status: 200 }])
    await w.api.post('/v1/orders', { body: buy }).catch(() => undefined)
    await w.api.post('/v1/orders', { body: buy })
    expect(key(w, 1)).not.toBe(key(w, 0))
  })

  it('is another for other contents', async () => {
    const w = world([...lost, { status: 200 }])
    await w.api.post('/v1/orders', { body: buy }).catch(() => undefined)
    await w.api.post('/v1/orders', { body: { ...buy, remark: '冰的' } })
    expect(key(w, 3)).not.toBe(key(w, 0))
  })

  it('is not kept for ever', async () => {
    const w = world([...lost, { status: 200 }])
    await w.api.post('/v1/orders', { body: buy }).catch(() => undefined)
    w.pass(11 * 60_000)
    await w.api.post('/v1/orders', { body: buy })
    expect(key(w, 3)).not.toBe(key(w, 0))
  })
})

describe('a session', () => {
  const unauthorized = refusal(401, 'TOKEN_EXPIRED')

  it('refreshes once for all who find their token refused', async () => {
    const w = world([unauthorized, unauthorized, unauthorized, { status: 200 }, { status: 200 }, { status: 200 }])
    await Promise.all([w.api.get('/v1/me'), w.api.get('/v1/cart'), w.api.get('/v1/me/addresses')])
    expect(w.exchange).toHaveBeenCalledTimes(1)
    expect(w.sent.slice(3).map((e) => e.header.authorization)).toEqual(['Bearer a2', 'Bearer a2', 'Bearer a2'])
    expect(w.kept()?.refresh).toBe('r2')
  })

  it('refreshes before a token that is about to end is used', async () => {
    const w = world([{ status: 200 }], { tokens: { access: 'a1', refresh: 'r1', expireAt: 1_010_000 } })
    await w.api.get('/v1/me')
    expect(w.sent[0]?.header.authorization).toBe('Bearer a2')
  })

  it('does not refresh for whoever came late: the token was changed meanwhile', async () => {
    const w = world([])
    await w.session.refresh('a1')
    await expect(w.session.refresh('a1')).resolves.toBe('a2')
    expect(w.exchange).toHaveBeenCalledTimes(1)
  })

  it('ends when the refresh is refused, and tells once', async () => {
    const ended = vi.fn()
    const w = world([unauthorized], { exchange: async () => { throw new ApiError({ status: 401, reason: 'USER_SESSION_INVALID' }) } })
    w.session.onEnd(ended)
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ reason: 'USER_SESSION_INVALID' })
    expect([w.session.signedIn, w.kept(), ended.mock.calls.length]).toEqual([false, null, 1])
  })

  it('goes on when the answer to the refresh was lost', async () => {
    const w = world([unauthorized, unauthorized, unauthorized], { exchange: async () => { throw timedOut() } })
    await expect(w.api.get('/v1/me')).rejects.toMatchObject({ reason: 'TIMEOUT' })
    expect(w.session.signedIn).toBe(true)
  })

  it('does not come back to life when the person signed out during the refresh', async () => {
    let answer: (pair: TokenPair) => void = () => undefined
    const w = world([], { exchange: () => new Promise((done) => { answer = done }) })
    const refreshing = w.session.refresh('a1')
    w.session.end()
    answer({ accessToken: 'a2', refreshToken: 'r2', expiresIn: 900 })
    await expect(refreshing).rejects.toMatchObject({ status: 401 })
    expect(w.session.signedIn).toBe(false)
  })
})
