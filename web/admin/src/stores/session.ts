import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, onDenied, session, type Schema } from '@/api'
import { forgetEvents, stream } from '@/api/stream'

type Me = Schema<'v1User'>
type Grant = Schema<'v1Grant'>

/** A page that was not looked at for so long asks again what its person may do. */
const freshMs = 60_000

/** Who is signed in, and what they may do. The server enforces it all; this is what pages are drawn by. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me | null>(null)
  const permissions = shallowRef<ReadonlySet<string>>(new Set())
  const grants = shallowRef<Grant[]>([])
  const signedIn = ref(session.signedIn)
  /** Why it is not known who is signed in, or what they may do. */
  const failure = shallowRef<unknown>(null)
  let loading: Promise<void> | null = null
  let loadedAt = 0

  const isOperator = computed(() => me.value?.roles.includes('ROLE_OPERATOR') ?? false)

  async function load() {
    const [person, may] = await Promise.all([api.get('/v1/me'), api.get('/v1/me/permissions')])
    me.value = person
    permissions.value = new Set(may.permissions)
    grants.value = may.grants ?? []
    loadedAt = Date.now()
    failure.value = null
    stream.start()
  }

  /** ready waits until it is known who is signed in; it answers false where nobody is. Where the server would not say, failure has why. */
  async function ready(): Promise<boolean> {
    if (!session.signedIn) return false
    if (!me.value) {
      loading ??= load().finally(() => { loading = null })
      await loading.catch((thrown: unknown) => { failure.value = thrown })
    }
    return session.signedIn
  }

  /** refresh asks again what the person may do: roles change while a page is open, and its buttons with them. */
  async function refresh() {
    if (!session.signedIn || loading || Date.now() - loadedAt < 2000) return
    loading = load().finally(() => { loading = null })
    await loading.catch(() => undefined) // what was known stays
  }

  /** can tells whether the person has one of some permissions. It is reactive. */
  function can(...any: string[]): boolean {
    return any.length === 0 || any.some((permission) => permissions.value.has(permission))
  }

  async function signIn(credentials: { username: string; password: string; otp?: string }) {
    const pair = await api.post('/v1/auth/staff:login', { body: { ...credentials, device: deviceName(), deviceId: deviceId() } })
    session.begin(pair)
    signedIn.value = true
    await load()
  }

  async function signOut() {
    const refreshToken = session.end()
    forget()
    if (refreshToken) await api.post('/v1/auth/token:revoke', { body: { refreshToken } }).catch(() => undefined)
  }

  function forget() {
    stream.stop()
    forgetEvents()
    signedIn.value = false
    me.value = null
    permissions.value = new Set()
    grants.value = []
  }

  session.onEnd(forget)
  onDenied(() => void refresh())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && me.value && Date.now() - loadedAt > freshMs) void refresh()
  })

  return { me, permissions, grants, failure, signedIn, isOperator, ready, refresh, can, signIn, signOut }
})

/** deviceId is how the server knows this browser again; random, made once. */
function deviceId(): string {
  const kept = 'dajiu.admin.device'
  const known = localStorage.getItem(kept)
  if (known) return known
  const made = crypto.randomUUID()
  localStorage.setItem(kept, made)
  return made
}

/** deviceName is what the list of devices calls this browser. */
function deviceName(): string {
  const agent = navigator.userAgent
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : '浏览器'
  const system = /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Android/.test(agent) ? 'Android' : /Linux/.test(agent) ? 'Linux' : ''
  return `管理后台 · ${browser}${system ? ` · ${system}` : ''}`
}
