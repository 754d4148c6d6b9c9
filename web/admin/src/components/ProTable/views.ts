import { computed, onMounted, ref, type ComputedRef } from 'vue'
import { api } from '@/api'
import { can } from '@/access'
import type { Filters } from '@/composables/list'
import { useSettings } from '@/stores/settings'

/** Filters under a name. */
export interface View { name: string; filters: Filters }

export interface Views {
  mine: ComputedRef<View[]>
  shared: ComputedRef<View[]>
  save(view: View): Promise<void>
  remove(name: string): Promise<void>
}

/** useViews are the saved views of a table (视图): the person's own, and those that were shared with their roles. */
export function useViews(table: string): Views {
  const settings = useSettings()
  const key = `views.${table}`
  const shared = ref<View[]>([])
  const loaded = ref(false)
  const mine = computed(() => (loaded.value ? settings.get<View[]>(key) ?? [] : []))

  onMounted(async () => {
    await settings.ready()
    loaded.value = true
    if (!can('user.view.list')) return
    const { views } = await api.get('/v1/me/shared-views/{page}', { path: { page: table } }).catch(() => ({ views: [] }))
    shared.value = views.flatMap((view) => JSON.parse(view.value) as View[])
  })

  return {
    mine, shared: computed(() => shared.value),
    save: (view) => settings.put(key, [...mine.value.filter((other) => other.name !== view.name), view]),
    remove: (name) => settings.put(key, mine.value.filter((other) => other.name !== name)),
  }
}
