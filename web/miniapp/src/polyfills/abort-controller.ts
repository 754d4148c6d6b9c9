// WeChat's engine has no AbortController, which Redux Toolkit names when it is loaded. For weapp only, by ProvidePlugin.
type Listener = (event: { type: 'abort' }) => void

class Signal {
  aborted = false
  reason: unknown
  onabort: Listener | null = null
  private listeners = new Set<Listener>()

  addEventListener(_type: 'abort', listener: Listener) { this.listeners.add(listener) }
  removeEventListener(_type: 'abort', listener: Listener) { this.listeners.delete(listener) }
  throwIfAborted() { if (this.aborted) throw this.reason }

  fire(reason: unknown) {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason ?? new Error('AbortError')
    const event = { type: 'abort' as const }
    this.onabort?.(event)
    this.listeners.forEach((listener) => listener(event))
    this.listeners.clear()
  }
}

export class AbortController {
  signal = new Signal()
  abort(reason?: unknown) { this.signal.fire(reason) }
}
