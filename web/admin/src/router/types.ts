import type { Component } from 'vue'
import 'vue-router'

/** The parts of the menu, in its order. */
export const groups = ['overview', 'store', 'trade', 'goods', 'people', 'partners', 'money', 'insight', 'system'] as const
export type Group = (typeof groups)[number]

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of the page's title. */
    title?: string
    /** One of these lets a person in; without any the page is for all who are signed in. */
    any?: string[]
    /** Where in the menu it stands; a page without is reached from others. */
    group?: Group
    icon?: Component
    order?: number
    /** Words that the palette finds it by, besides its title: pinyin initials. */
    words?: string
    /** For whoever is not signed in. */
    open?: boolean
  }
}
