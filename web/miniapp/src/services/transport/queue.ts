import { type Acts, type ApiError, asApiError, type Wire } from '@dajiu/api'

/** A write that may wait until there is a network. */
export interface Waiting { slot: string; wire: Wire & { key: string } }

export interface QueueDeps {
  send(wire: Wire): Promise<unknown>
  acts: Acts
  load(): Waiting[]
  save(waiting: Waiting[]): void
  /** A write that waited was refused in the end. */
  refused(waiting: Waiting, error: ApiError): void
}

/**
 * WriteQueue keeps writes that bring about a state (a quantity in the cart, a preference) until they arrive. What is
 * written later to the same slot replaces what waits there. Order is kept; one is under way at a time. A write under way
 * is never replaced: it may have arrived.
 */
export class WriteQueue {
  private waiting: Waiting[]
  private sending: Waiting | null = null
  private running: Promise<void> | null = null

  constructor(private readonly deps: QueueDeps) {
    this.waiting = deps.load()
  }

  get length(): number { return this.waiting.length }

  put(slot: string, wire: Wire): Promise<void> {
    const next = { slot, wire: { ...wire, key: this.deps.acts.newKey() } }
    this.waiting = this.waiting.filter((w) => w.slot !== slot || w === this.sending)
    this.waiting.push(next)
    this.deps.save(this.waiting)
    return this.flush()
  }

  /** flush sends what waits. It ends when nothing waits or the network is gone. */
  flush(): Promise<void> {
    this.running ??= this.drain().finally(() => { this.running = null })
    return this.running
  }

  /** forget drops what waits, as when the person signs out. */
  forget(): void {
    this.waiting = []
    this.deps.save(this.waiting)
  }

  private async drain() {
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      const current = first
      this.sending = current
      try {
        await this.deps.send(current.wire)
      } catch (thrown) {
        const error = asApiError(thrown)
        if (error.transient) return // it waits on
        this.deps.refused(current, error)
      } finally {
        this.sending = null
      }
      this.waiting = this.waiting.filter((w) => w !== current)
      this.deps.save(this.waiting)
    }
  }
}
