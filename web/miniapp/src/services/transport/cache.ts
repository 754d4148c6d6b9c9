/** What is known under a key. */
export interface Known<T> { value: T; at: number }

export interface CacheStore {
  get(key: string): string | null
  set(key: string, text: string | null): void
}

type Listener = () => void

/**
 * ReadCache answers reads with what is known and asks again behind it: stale-while-revalidate. What is fresh is not asked
 * for again; several who ask at once share one request. Keys that begin with a persisted prefix survive a restart, so that
 * the first page shows something before the network answers.
 */
export class ReadCache {
  private entries = new Map<string, Known<unknown>>()
  private flights = new Map<string, Promise<unknown>>()
  private listeners = new Map<string, Set<Listener>>()
  private epoch = 0

  constructor(
    private readonly now: () => number,
    private readonly disk: CacheStore,
    private readonly persisted: (key: string) => boolean,
    private readonly most = 120,
  ) {}

  peek<T>(key: string): Known<T> | undefined {
    const known = this.entries.get(key) as Known<T> | undefined
    if (known || !this.persisted(key)) return known
    const text = this.disk.get(key)
    if (!text) return undefined
    try {
      const read = JSON.parse(text) as Known<T>
      this.entries.set(key, read)
      return read
    } catch {
      this.disk.set(key, null)
      return undefined
    }
  }

  isFresh(key: string, freshMs: number): boolean {
    const known = this.peek(key)
    return known !== undefined && known.at > 0 && this.now() - known.at < freshMs
  }

  /** load asks, or joins whoever asks already. */
  load<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const flying = this.flights.get(key) as Promise<T> | undefined
    if (flying) return flying
    const epoch = this.epoch
    const flight: Promise<T> = ask()
      .then((value) => {
        // What was expired on the way here is already old: whoever shows it has asked again.
        if (epoch === this.epoch && this.flights.get(key) === flight) this.put(key, value)
        return value
      })
      .finally(() => { if (this.flights.get(key) === flight) this.flights.delete(key) })
    this.flights.set(key, flight)
    return flight
  }

  put(key: string, value: unknown): void {
    const known = { value, at: this.now() }
    this.entries.delete(key)
    this.entries.set(key, known)
    if (this.persisted(key)) this.disk.set(key, JSON.stringify(known))
    if (this.entries.size > this.most) {
      const oldest = this.entries.keys().next()
      if (!oldest.done) this.entries.delete(oldest.value)
    }
    this.tell(key)
  }

  /** expire makes everything under a prefix stale; whoever shows it asks again. */
  expire(prefix: string): void {
    const keys = new Set([...this.entries.keys(), ...this.flights.keys()].filter((key) => key.startsWith(prefix)))
    for (const key of keys) {
      const known = this.entries.get(key)
      if (known) this.entries.set(key, { ...known, at: 0 })
      this.flights.delete(key)
      this.tell(key)
    }
  }

  /** clear forgets everything, as when another person signs in. Answers under way are not remembered. */
  clear(): void {
    this.epoch++
    const keys = [...this.entries.keys()]
    this.entries.clear()
    this.flights.clear()
    for (const key of keys) if (this.persisted(key)) this.disk.set(key, null)
  }

  watch(key: string, listener: Listener): () => void {
    const set = this.listeners.get(key) ?? new Set()
    set.add(listener)
    this.listeners.set(key, set)
    return () => {
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(key)
    }
  }

  private tell(key: string) {
    this.listeners.get(key)?.forEach((listener) => listener())
  }
}
