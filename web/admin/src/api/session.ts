// The tokens of whoever is signed in, shared by all windows of this browser.
import { errorFrom, Session, type Exchange, type TokenPair, type Tokens } from '@dajiu/api'
import { send } from './send'

const kept = 'dajiu.admin.session'

const store = {
  load(): Tokens | null {
    try {
      return JSON.parse(localStorage.getItem(kept) ?? 'null') as Tokens | null
    } catch {
      return null
    }
  },
  save(tokens: Tokens | null) {
    if (tokens) localStorage.setItem(kept, JSON.stringify(tokens))
    else localStorage.removeItem(kept)
  },
}

const now = () => Date.now()

async function exchange(refreshToken: string): Promise<TokenPair> {
  const ask: Exchange = { method: 'POST', url: '/v1/auth/token:refresh', header: {}, body: { refreshToken }, timeoutMs: 10_000 }
  const { status, body } = await send(ask)
  if (status !== 200) throw errorFrom(status, body)
  return body as TokenPair
}

/**
 * renewed makes one exchange at a time in all windows: a refresh token works once. A window that waited finds what the
 * other one was given.
 */
async function renewed(refreshToken: string): Promise<TokenPair> {
  if (!('locks' in navigator)) return exchange(refreshToken)
  return navigator.locks.request(kept, async () => {
    const tokens = store.load()
    if (tokens && tokens.refresh !== refreshToken) {
      return { accessToken: tokens.access, refreshToken: tokens.refresh, expiresIn: Math.floor((tokens.expireAt - now()) / 1000) } as TokenPair
    }
    return exchange(refreshToken)
  })
}

export const session = new Session(store, renewed, now)

window.addEventListener('storage', (event) => {
  if (event.key === kept || event.key === null) session.reload()
})
