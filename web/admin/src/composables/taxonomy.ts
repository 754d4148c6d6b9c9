import { computed, shallowRef } from 'vue'
import { api, type Schema } from '@/api'

export type CategoryNode = Schema<'v1CategoryNode'>
export type BrandRow = Schema<'v1BrandRow'>

const nodes = shallowRef<CategoryNode[]>([])
const brands = shallowRef<BrandRow[]>([])

/** learnCategories asks for the tree of categories anew. */
export async function learnCategories(): Promise<void> {
  nodes.value = (await api.get('/v1/admin/categories')).categories
}

/** learnBrands asks for all brands anew: a few hundred. */
export async function learnBrands(): Promise<void> {
  const all: BrandRow[] = []
  let pageToken: string | undefined
  do {
    const page = await api.get('/v1/admin/brands', { query: { pageSize: 200, pageToken } })
    all.push(...page.brands)
    pageToken = page.nextPageToken || undefined
  } while (pageToken && all.length < 5000)
  brands.value = all
}

/** pathOf is where a category lies, from the root: 白酒 / 酱香型. */
export function pathOf(list: CategoryNode[], id: string): string {
  const byId = new Map(list.map((n) => [n.category?.categoryId, n.category]))
  const names: string[] = []
  for (let at = byId.get(id); at && names.length < 8; at = byId.get(at.parentId)) names.unshift(at.name)
  return names.join(' / ')
}

/** useTaxonomy is the categories and brands as they are known. */
export function useTaxonomy() {
  return {
    nodes, brands, learnCategories, learnBrands,
    categories: computed(() => nodes.value.flatMap((n) => (n.category ? [{ id: n.category.categoryId, code: n.category.code, path: pathOf(nodes.value, n.category.categoryId), hidden: n.hidden }] : []))),
  }
}
