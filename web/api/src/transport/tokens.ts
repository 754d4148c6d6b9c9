import type { components } from '../schema'

type TokenPair = components['schemas']['v1TokenPair']
import { ApiError } from './errors'

/** What is kept of a session. */
export interface Tokens { access: string; refresh: string; expireAt: number }

export interface TokenStore {
  load(): Tokens | null
  save(tokens: Tokens | null): void
}

/** A token that ends this soon is refreshed before it is used. */
const marginMs = 30_000

/**
 * Session holds the tokens. A refresh token works once, so however many calls find theirs over, one refresh is made and
 * all wait for it. A refused refresh ends the session; a lost answer does not: the server gives the same pair again.
 */
export class Session {
  private tokens: Tokens | null
  private refreshing: Promise<string> | null = null
  private listeners = new Set<() => void>()

  constructor(
    private readonly store: TokenStore,
    private readonly exchange: (refreshToken: string) => Promise<TokenPair>,
    private readonly now: () => number,
  ) {
    this.tokens = store.load()
  }

  get signedIn(): boolean { return this.tokens !== null }

  /** onEnd is told when the server ended the session, not when the person signed out. */
  onEnd(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  begin(pair: TokenPair): void {
    this.set({ access: pair.accessToken, refresh: pair.refreshToken, expireAt: this.now() + pair.expiresIn * 1000 })
  }

  /** renew takes an access token that the server gave for the same session, such as after the person proved who they are. */
  renew(access: string, expiresIn: number): void {
    if (this.tokens) this.set({ ...this.tokens, access, expireAt: this.now() + expiresIn * 1000 })
  }

  /** reload takes what the store has now: another window of the same browser may have renewed the tokens, or ended the session. */
  reload(): void {
    const before = this.tokens
    this.tokens = this.store.load()
    if (before && !this.tokens) this.listeners.forEach((listener) => listener())
  }

  /** end forgets the tokens and returns the refresh token, so that it can be revoked. */
  end(): string | null {
    const refresh = this.tokens?.refresh ?? null
    this.set(null)
    return refresh
  }

  /** access returns a token that is good for now; empty where nobody is signed in. */
  async access(): Promise<string> {
    const tokens = this.tokens
    if (!tokens) return ''
    if (tokens.expireAt - this.now() > marginMs) return tokens.access
    return this.refresh(tokens.access)
  }

  /** refresh replaces a token that was refused. Where another call did so meanwhile, that one's result is used. */
  refresh(refused: string): Promise<string> {
    const tokens = this.tokens
    if (!tokens) return Promise.reject(new ApiError({ status: 401, reason: 'USER_SESSION_INVALID' }))
    if (tokens.access !== refused) return Promise.resolve(tokens.access)
    this.refreshing ??= this.change(tokens).finally(() => { this.refreshing = null })
    return this.refreshing
  }

  private async change(old: Tokens): Promise<string> {
    try {
      const pair = await this.exchange(old.refresh)
      if (this.tokens !== old) throw new ApiError({ status: 401, reason: 'USER_SESSION_INVALID' }) // signed out meanwhile
      this.begin(pair)
      return pair.accessToken
    } catch (thrown) {
      const over = thrown instanceof ApiError && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429
      if (over && this.tokens === old) {
        this.set(null)
        this.listeners.forEach((listener) => listener())
      }
      throw thrown
    }
  }

  private set(tokens: Tokens | null) {
    this.tokens = tokens
    this.store.save(tokens)
  }
}
