// The one place where the request layer meets the platform. Pages use `api`, `cache`, `queue` and `stream` from here.
import Taro from '@tarojs/taro'
import {
  Acts, asApiError, createApi, createTransport, errorFrom, offline, Session, Stream, timedOut,
  type ApiError, type Exchange, type Send, type SocketWire, type TokenPair, type Tokens, type WireEvents,
} from '@dajiu/api'
import { network } from './network'
import { storage } from './storage'
import { ReadCache } from './transport/cache'
import { WriteQueue, type Waiting } from './transport/queue'

const base = API_BASE.replace(/\/$/, '')
const now = () => Date.now()
const random = () => Math.random()
const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms) })

/** address of something on the platform's host, such as a picture that the API names. */
export function address(path: string): string {
  return /^(https?:|data:|wxfile:)/.test(path) ? path : base + path
}

const send: Send = async (e: Exchange) => {
  try {
    const answer = await Taro.request<unknown>({
      url: base + e.url, method: e.method, data: e.body,
      header: { 'content-type': 'application/json', ...e.header }, timeout: e.timeoutMs, dataType: 'json',
    })
    return { status: answer.statusCode, body: answer.data }
  } catch (thrown) {
    const text = String((thrown as { errMsg?: string }).errMsg ?? thrown)
    throw /time-?out|abort/i.test(text) ? timedOut() : offline()
  }
}

const tokenStore = {
  load: () => storage.read<Tokens | null>('session', null),
  save: (tokens: Tokens | null) => (tokens ? storage.write('session', tokens) : storage.set('session', null)),
}

export const session = new Session(tokenStore, async (refreshToken) => {
  const { status, body } = await send({
    method: 'POST', url: '/v1/auth/token:refresh', header: {}, body: { refreshToken }, timeoutMs: 10_000,
  })
  if (status !== 200) throw errorFrom(status, body)
  return body as TokenPair
}, now)

const acts = new Acts(now, random)
const transport = createTransport({ send, session, acts, wait, random, online: network.online })

/** The API, typed. Every call has the session's token, a key where it writes, and is tried again where that is safe. */
export const api = createApi(transport)

/** Reads that pages share; see useQuery. Catalogue and cart survive a restart. */
export const cache = new ReadCache(now, {
  get: (key) => storage.get(`c.${key}`) || null,
  set: (key, text) => storage.set(`c.${key}`, text),
}, (key) => /^(categories|nearby|home|cart|me)\b/.test(key))

const refusals = new Set<(waiting: Waiting, error: ApiError) => void>()

/** Writes that may wait for a network: cart quantities, read marks, preferences. */
export const queue = new WriteQueue({
  send: (wire) => transport(wire), acts,
  load: () => storage.read<Waiting[]>('queue', []),
  save: (waiting) => storage.write('queue', waiting),
  refused: (waiting, error) => refusals.forEach((listener) => listener(waiting, error)),
})

/** onRefused is told of queued writes that the server refused in the end. */
export function onRefused(listener: (waiting: Waiting, error: ApiError) => void): () => void {
  refusals.add(listener)
  return () => refusals.delete(listener)
}

function socketAddress(): string {
  if (base) return base.replace(/^http/, 'ws') + '/v1/stream'
  return `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/v1/stream`
}

function connectSocket(events: WireEvents): SocketWire {
  let task: Taro.SocketTask | null = null
  let over = false
  const end = () => {
    if (over) return
    over = true
    events.closed()
  }
  Taro.connectSocket({ url: socketAddress() }).then((t) => {
    task = t
    if (over) {
      t.close({})
      return
    }
    t.onOpen(() => events.open())
    t.onMessage((m) => events.message(String(m.data)))
    t.onClose(end)
    t.onError(end)
  }, end)
  return {
    send: (text) => task?.send({ data: text }),
    close: () => {
      over = true
      task?.close({})
    },
  }
}

/** What happens to the person's orders, in the moment it happens. */
export const stream = new Stream({
  connect: connectSocket,
  token: () => session.access(),
  lastEvent: { load: () => storage.get('event'), save: (id) => storage.set('event', id) },
  online: network.online, random,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
})

network.watch((isOnline) => {
  if (!isOnline) return
  stream.renew()
  if (session.signedIn) void queue.flush()
})

export { asApiError }
