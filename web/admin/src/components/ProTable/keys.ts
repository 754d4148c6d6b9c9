import { onActivated, onDeactivated, onMounted, onUnmounted, shallowRef, type Ref } from 'vue'
import type { Filters, List } from '@/composables/list'

const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/**
 * useTableKeys lets a list be worked without a mouse: arrows choose a row, Enter opens it, / goes to the filters, N and P
 * turn pages, R reloads. Keys that are typed into a field, or while something lies over the page, are not meant for it.
 */
export function useTableKeys<F extends Filters, Row>(root: Ref<HTMLElement | undefined>, list: List<F, Row>, choose: (row: Row) => void, open: (row: Row) => void): { current: Ref<Row | null> } {
  const current = shallowRef<Row | null>(null) as Ref<Row | null>

  function step(by: number) {
    const rows = list.rows.value
    const at = current.value ? rows.indexOf(current.value) : -1
    const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (row) choose(row)
  }

  const keys: Record<string, () => void> = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1),
    Enter: () => { if (current.value) open(current.value) },
    '/': () => root.value?.querySelector<HTMLElement>('.filters input')?.focus(),
    n: () => list.next(), p: () => list.previous(), r: () => void list.reload(),
  }

  function pressed(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('.el-overlay:not([style*="display: none"])')) return
    if (event.key === 'Enter' && (event.target as HTMLElement).closest('button, a')) return
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const listen = () => document.addEventListener('keydown', pressed)
  const stop = () => document.removeEventListener('keydown', pressed)
  onMounted(listen)
  onActivated(listen)
  onDeactivated(stop)
  onUnmounted(stop)
  return { current }
}
