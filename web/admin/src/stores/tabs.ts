import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'

/** An open page. Its key is its path: the same list with other filters is the same tab. */
export interface Tab { path: string; fullPath: string; name: string; title: string }

/** So many pages are kept alive; the one that was not looked at for longest is made anew when it is. */
const keptAlive = 10
const most = 20

/** The pages that the person has open, as tabs. */
export const useTabs = defineStore('tabs', () => {
  const tabs = ref<Tab[]>([])
  /** Names of components in the order in which they were looked at, the last one last. */
  const seen = ref<string[]>([])
  /** Names of components that are to be made anew. */
  const stale = ref(new Set<string>())

  const alive = computed(() => seen.value.slice(-keptAlive).filter((name) => !stale.value.has(name)))

  function visit(to: RouteLocationNormalized) {
    const name = String(to.name ?? '')
    if (!name || !to.meta.title) return
    const tab = { path: to.path, fullPath: to.fullPath, name, title: to.meta.title }
    const at = tabs.value.findIndex((other) => other.path === to.path)
    if (at >= 0) tabs.value[at] = { ...tab, title: tabs.value[at]?.title ?? tab.title }
    else tabs.value.push(tab)
    if (tabs.value.length > most) tabs.value.splice(0, tabs.value.length - most)
    stale.value.delete(name)
    seen.value = [...seen.value.filter((other) => other !== name), name]
  }

  /** entitle gives the tab of a path another title, such as a product's name. */
  function entitle(path: string, title: string) {
    const tab = tabs.value.find((other) => other.path === path)
    if (tab) tab.title = title
  }

  /** close removes a tab and returns where to go if it was the one on show. */
  function close(path: string): Tab | undefined {
    const at = tabs.value.findIndex((tab) => tab.path === path)
    if (at < 0) return undefined
    const [gone] = tabs.value.splice(at, 1)
    if (gone && !tabs.value.some((tab) => tab.name === gone.name)) forget(gone.name)
    return tabs.value[at] ?? tabs.value[at - 1]
  }

  /** keep closes all tabs but those that it is told to keep. */
  function keep(which: (tab: Tab, at: number) => boolean) {
    const gone = tabs.value.filter((tab, at) => !which(tab, at))
    tabs.value = tabs.value.filter((tab) => !gone.includes(tab))
    for (const tab of gone) if (!tabs.value.some((other) => other.name === tab.name)) forget(tab.name)
  }

  function forget(name: string) { seen.value = seen.value.filter((other) => other !== name) }

  /** renew makes the page of a component anew. */
  function renew(name: string) { stale.value = new Set([...stale.value, name]) }
  function renewed(name: string) {
    stale.value.delete(name)
    stale.value = new Set(stale.value)
  }

  function clear() {
    tabs.value = []
    seen.value = []
  }

  return { tabs, alive, visit, entitle, close, keep, renew, renewed, clear }
})
