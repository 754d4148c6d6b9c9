import { delay, type Backoff } from './backoff'

/** One message of GET /v1/stream. */
export interface Frame {
  type: 'ready' | 'order' | 'refund' | 'courier' | 'offer' | 'withdrawn' | 'job' | 'reload' | 'figures' | 'stock'
  eventId?: string
  orderId?: string
  storeId?: string
  state?: string
  amount?: string
  title?: string
  deliveryId?: string
  expireTime?: string
  message?: string
  skuId?: string
  available?: string
  safetyLevel?: string
}

/** A connection, as the platform's WebSocket gives it. */
export interface Wire {
  send(text: string): void
  close(): void
}
export interface WireEvents {
  open(): void
  message(text: string): void
  /** The connection ended, or never came to be. */
  closed(): void
}

export interface StreamDeps {
  connect: (events: WireEvents) => Wire
  token: () => Promise<string>
  /** The last event that this person's client saw, which survives a restart. */
  lastEvent: { load(): string; save(id: string): void }
  online: () => boolean
  /** What the client follows besides its own, such as {figures: true}; the server leaves out what it may not. */
  wishes?: () => Record<string, unknown>
  random: () => number
  after: (ms: number, run: () => void) => () => void
}

export type StreamStatus = 'off' | 'connecting' | 'live' | 'waiting'

const backoff: Backoff = { tries: Infinity, firstMs: 500, mostMs: 20_000 }

/** newer compares event ids, which are positive numbers too large for JavaScript's. */
export function newer(a: string, b: string): boolean {
  return a.length !== b.length ? a.length > b.length : a > b
}

/**
 * Stream keeps one connection to the platform's events while it is started. When the connection is lost it comes back,
 * ever later, names the last event that was seen, and is told what was missed. Events that come twice are told once.
 */
export class Stream {
  private wire: Wire | null = null
  private generation = 0
  private attempt = 0
  private seen = new Set<string>()
  private wasLive = false
  /** This connection named no event, so that nothing of what was missed is told. */
  private blank = false
  private cancelWait: (() => void) | null = null
  private frames = new Set<(frame: Frame) => void>()
  private watchers = new Set<(status: StreamStatus) => void>()
  status: StreamStatus = 'off'

  constructor(private readonly deps: StreamDeps) {}

  on(listener: (frame: Frame) => void): () => void {
    this.frames.add(listener)
    return () => this.frames.delete(listener)
  }

  onStatus(listener: (status: StreamStatus) => void): () => void {
    this.watchers.add(listener)
    return () => this.watchers.delete(listener)
  }

  start(): void {
    if (this.status !== 'off') return
    this.attempt = 0
    this.connect()
  }

  stop(): void {
    this.generation++
    this.cancelWait?.()
    this.cancelWait = null
    this.wire?.close()
    this.wire = null
    this.wasLive = false
    this.set('off')
  }

  /** renew connects anew: after the network was gone, a connection that looks alive may be dead. */
  renew(): void {
    if (this.status === 'off') return
    this.cancelWait?.()
    this.attempt = 0
    const old = this.wire
    this.wire = null
    this.connect()
    old?.close()
  }

  /** wake connects at once if it was waiting: the network is back, or the person. */
  wake(): void {
    if (this.status !== 'waiting') return
    this.cancelWait?.()
    this.attempt = 0
    this.connect()
  }

  private connect() {
    const generation = ++this.generation
    this.cancelWait = null
    this.set('connecting')
    const current = () => generation === this.generation
    this.deps.token().then(
      (token) => { if (current()) this.dial(token, current) },
      () => { if (current()) this.later() },
    )
  }

  private dial(token: string, current: () => boolean) {
    if (!token || !this.deps.online()) {
      this.later()
      return
    }
    const wire = this.deps.connect({
      open: () => {
        if (!current()) return
        const after = this.deps.lastEvent.load()
        this.blank = after === ''
        wire.send(JSON.stringify({ ...this.deps.wishes?.(), token, after }))
      },
      message: (text) => { if (current()) this.receive(text) },
      closed: () => {
        if (!current()) return
        this.wire = null
        this.later()
      },
    })
    this.wire = wire
  }

  private receive(text: string) {
    let frame: Frame
    try {
      frame = JSON.parse(text) as Frame
    } catch {
      return // not ours; the next one will be
    }
    if (frame.type === 'ready') {
      this.attempt = 0
      this.set('live')
      if (this.wasLive && this.blank) this.frames.forEach((listener) => listener({ type: 'reload' }))
      this.wasLive = true
    }
    if (frame.eventId) {
      if (this.seen.has(frame.eventId)) return
      this.remember(frame.eventId)
    }
    this.frames.forEach((listener) => listener(frame))
  }

  /** Events of different orders may come in another order than they happened, so that those told are remembered each. */
  private remember(id: string) {
    this.seen.add(id)
    if (this.seen.size > 256) this.seen.delete(this.seen.values().next().value as string)
    const last = this.deps.lastEvent.load()
    if (!last || newer(id, last)) this.deps.lastEvent.save(id)
  }

  private later() {
    this.generation++
    this.attempt++
    this.set('waiting')
    this.cancelWait = this.deps.after(delay(this.attempt, backoff, this.deps.random), () => this.connect())
  }

  private set(status: StreamStatus) {
    if (status === this.status) return
    this.status = status
    this.watchers.forEach((listener) => listener(status))
  }
}
