import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api, ApiError } from '@/api'
import { useSession } from '@/stores/session'

interface Doc { value: unknown; version: number }

/**
 * What a person likes pages to look like, kept at the server so that it is the same in every browser: small documents by
 * name. They are read once, all together, when the first of them is asked for.
 */
export const useSettings = defineStore('settings', () => {
  const docs = shallowReactive(new Map<string, Doc>())
  let owner = ''
  let loading: Promise<void> | null = null

  async function load() {
    const { settings } = await api.get('/v1/me/settings')
    docs.clear()
    for (const setting of settings) docs.set(setting.name, { value: parse(setting.value), version: Number(setting.version) })
  }

  /** ready waits until the documents of whoever is signed in are here. Without them pages look as they do for anybody. */
  async function ready(): Promise<void> {
    const me = useSession().me?.userId ?? ''
    if (!me || !useSession().can('user.setting.list')) return
    if (owner !== me) {
      owner = me
      loading = load().catch(() => { owner = '' })
    }
    await loading
  }

  function get<T>(name: string): T | undefined { return docs.get(name)?.value as T | undefined }

  /** put stores a document; where another window changed it meanwhile, this one is stored over what that one left. */
  async function put(name: string, value: unknown): Promise<void> {
    const old = docs.get(name)
    docs.set(name, { value, version: old?.version ?? 0 })
    try {
      await store(name, value, old?.version ?? 0)
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.reason !== 'USER_VERSION_CONFLICT') throw thrown
      const now = await api.get('/v1/me/settings/{name}', { path: { name } })
      await store(name, value, Number(now.version))
    }
  }

  async function store(name: string, value: unknown, version: number) {
    const kept = await api.put('/v1/me/settings/{name}', { path: { name }, body: { value: JSON.stringify(value), version: String(version) } })
    docs.set(name, { value, version: Number(kept.version) })
  }

  return { ready, get, put }
})

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
