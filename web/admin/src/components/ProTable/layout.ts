import { useDebounceFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { can } from '@/access'
import { useSettings } from '@/stores/settings'
import { defaultLayout, move, type Column, type Density, type Layout } from './columns'

export interface TableLayout {
  layout: Ref<Layout>
  toggle(key: string): void
  reorder(key: string, to: number): void
  widen(key: string, width: number): void
  dense(density: Density): void
  restore(): void
}

/** useLayout is how the person likes a table, kept with their settings. */
export function useLayout<Row>(name: string, columns: Column<Row>[]): TableLayout {
  const settings = useSettings()
  const key = `columns.${name}`
  const layout = ref<Layout>(defaultLayout(columns))
  void settings.ready().then(() => {
    const kept = settings.get<Partial<Layout>>(key)
    if (kept) layout.value = { ...defaultLayout(columns), ...kept }
  })
  // What could not be stored holds for as long as the page is open.
  const store = useDebounceFn(() => (can('user.setting.put') ? settings.put(key, layout.value).catch(() => undefined) : undefined), 600)

  function change(part: Partial<Layout>) {
    layout.value = { ...layout.value, ...part }
    void store()
  }

  /** Columns that are newer than what was kept take their places before the order is changed. */
  const order = () => [...layout.value.order, ...columns.map((c) => c.key).filter((k) => !layout.value.order.includes(k))]

  return {
    layout,
    toggle: (column) => {
      const { hidden } = layout.value
      change({ order: order(), hidden: hidden.includes(column) ? hidden.filter((k) => k !== column) : [...hidden, column] })
    },
    reorder: (column, to) => change({ order: move(order(), column, to) }),
    widen: (column, width) => change({ widths: { ...layout.value.widths, [column]: Math.round(width) } }),
    dense: (density) => change({ density }),
    restore: () => change(defaultLayout(columns)),
  }
}
