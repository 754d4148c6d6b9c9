import type { Wire } from '../client'

/**
 * Acts gives each write its Idempotency-Key. An act is known by what it does: method, address and content. As long as
 * nobody knows what became of it, doing it again has the same key, so that a second tap after a lost answer is the same
 * purchase. Once it was answered, the same content is a new act.
 */
export class Acts {
  private open = new Map<string, { key: string; at: number }>()
  private seq = 0

  constructor(
    private readonly now: () => number,
    private readonly random: () => number,
    /** An act nobody asked after for so long is over. */
    private readonly lifeMs = 10 * 60_000,
  ) {}

  begin(wire: Wire): string {
    if (wire.key) return wire.key
    const name = nameOf(wire)
    const known = this.open.get(name)
    if (known && this.now() - known.at < this.lifeMs) return known.key
    const key = this.newKey()
    this.open.set(name, { key, at: this.now() })
    this.forget()
    return key
  }

  /** The act was answered, for better or worse. */
  end(wire: Wire): void {
    this.open.delete(nameOf(wire))
  }

  newKey(): string {
    this.seq = (this.seq + 1) % 1_000_000
    const chance = () => Math.floor(this.random() * 2 ** 32).toString(36)
    return `m-${this.now().toString(36)}-${this.seq.toString(36)}-${chance()}${chance()}`
  }

  private forget() {
    if (this.open.size <= 100) return
    const oldest = this.open.keys().next()
    if (!oldest.done) this.open.delete(oldest.value)
  }
}

function nameOf(wire: Wire): string {
  return `${wire.method} ${wire.url} ${JSON.stringify(wire.body ?? null)}`
}
