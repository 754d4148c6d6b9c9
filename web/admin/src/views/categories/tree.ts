import type { CategoryNode } from '@/composables/taxonomy'

/** A category with those below it. */
export interface Branch { id: string; node: CategoryNode; label: string; children: Branch[] }

/** grow makes a tree of the categories, which come in its order. */
export function grow(nodes: CategoryNode[]): Branch[] {
  const roots: Branch[] = []
  const byId = new Map<string, Branch>()
  for (const node of nodes) {
    if (!node.category) continue
    const branch = { id: node.category.categoryId, node, label: node.category.name, children: [] }
    byId.set(branch.id, branch)
    ;(byId.get(node.category.parentId)?.children ?? roots).push(branch)
  }
  return roots
}

/** childrenOf are the ids below a category ('0': at the root), in their order. */
export function childrenOf(nodes: CategoryNode[], parentId: string): string[] {
  return nodes.filter((n) => n.category?.parentId === parentId).map((n) => n.category?.categoryId ?? '')
}

/** placed puts an id among others, before or after one of them. */
export function placed(ids: string[], id: string, beside: string, after: boolean): string[] {
  const rest = ids.filter((other) => other !== id)
  const at = rest.indexOf(beside)
  if (at < 0) return [...rest, id]
  return [...rest.slice(0, at + (after ? 1 : 0)), id, ...rest.slice(at + (after ? 1 : 0))]
}
