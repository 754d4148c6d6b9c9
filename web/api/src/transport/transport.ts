import type { Transport, Wire } from '../client'
import type { Acts } from './acts'
import { delay, type Backoff } from './backoff'
import { ApiError, asApiError, errorFrom, offline } from './errors'
import type { Session } from './tokens'

/** One exchange with the server: what is sent, and what came back. It throws offline() or timedOut(). */
export interface Exchange {
  method: Wire['method']
  url: string
  body?: unknown
  header: Record<string, string>
  timeoutMs: number
}
export type Send = (exchange: Exchange) => Promise<{ status: number; body: unknown }>

export interface TransportDeps {
  send: Send
  session: Session
  acts: Acts
  wait: (ms: number) => Promise<void>
  random: () => number
  /** Whether there is a network at all, as far as the device knows. */
  online: () => boolean
  backoff?: Backoff
}

const defaultBackoff: Backoff = { tries: 3, firstMs: 300, mostMs: 3000 }
const readTimeoutMs = 10_000
const writeTimeoutMs = 15_000

/**
 * createTransport sends calls of the API: with the caller's token, refreshed where it is over; writes with their key;
 * again, a few times and ever later, where the answer was lost or the server busy. A write is safe to repeat because it
 * carries its key.
 */
export function createTransport(deps: TransportDeps): Transport {
  const backoff = deps.backoff ?? defaultBackoff
  return async <T>(wire: Wire): Promise<T> => {
    const write = wire.method !== 'GET'
    const key = write ? deps.acts.begin(wire) : ''
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await authorized(deps, wire, key)
        if (write) deps.acts.end(wire)
        return answer as T
      } catch (thrown) {
        const error = asApiError(thrown)
        if (write && !error.transient) deps.acts.end(wire)
        if (!error.transient || attempt >= backoff.tries || !deps.online()) throw error
        await deps.wait(delay(attempt, backoff, deps.random))
      }
    }
  }
}

/** authorized makes one attempt; where the token is refused, one more with a new one. */
async function authorized(deps: TransportDeps, wire: Wire, key: string): Promise<unknown> {
  if (!deps.online()) throw offline()
  const token = await deps.session.access()
  try {
    return await once(deps, wire, key, token)
  } catch (thrown) {
    const refused = thrown instanceof ApiError && thrown.status === 401 && token !== ''
    if (!refused) throw thrown
    return once(deps, wire, key, await deps.session.refresh(token))
  }
}

async function once(deps: TransportDeps, wire: Wire, key: string, token: string): Promise<unknown> {
  const header: Record<string, string> = {}
  if (token) header.authorization = `Bearer ${token}`
  if (key) header['idempotency-key'] = key
  const write = wire.method !== 'GET'
  const { status, body } = await deps.send({
    method: wire.method, url: wire.url, header, body: write && wire.method !== 'DELETE' ? (wire.body ?? {}) : undefined,
    timeoutMs: wire.timeoutMs ?? (write ? writeTimeoutMs : readTimeoutMs),
  })
  if (status >= 200 && status < 300) return body
  throw errorFrom(status, body)
}
