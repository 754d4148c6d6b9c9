import type { Schema } from '@/api'
import type { CategoryNode } from '@/composables/taxonomy'

export type AttributeDef = Schema<'v1AttributeDef'>

/** attributesOf are the attributes that a product of a category has: its parents' first, and its own in place of one of the same key. */
export function attributesOf(node: CategoryNode | undefined): AttributeDef[] {
  const own = node?.category?.attributes ?? []
  return [...(node?.inherited ?? []).map((def) => own.find((o) => o.key === def.key) ?? def), ...own.filter((o) => !node?.inherited.some((def) => def.key === o.key))]
}
