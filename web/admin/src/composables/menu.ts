import { computed, type Component, type ComputedRef } from 'vue'
import { allowed, pages } from '@/router'
import { groups, type Group } from '@/router/types'

export interface MenuPage { path: string; name: string; title: string; icon?: Component; words: string }
export interface MenuGroup { group: Group; pages: MenuPage[] }

/** useMenu is the menu of the person, in groups; it follows what they may do. */
export function useMenu(): ComputedRef<MenuGroup[]> {
  return computed(() => groups.map((group) => ({
    group,
    pages: pages
      .filter((page) => page.meta?.group === group && allowed(page))
      .sort((a, b) => (a.meta?.order ?? 0) - (b.meta?.order ?? 0))
      .map((page) => ({
        path: page.path.startsWith('/') ? page.path : `/${page.path}`, name: String(page.name), title: page.meta?.title ?? '', icon: page.meta?.icon, words: page.meta?.words ?? '',
      })),
  })).filter((part) => part.pages.length > 0))
}
