import type { Category } from '@dajiu/api'

export type Sort = 'SORT_SALES' | 'SORT_PRICE_ASC' | 'SORT_PRICE_DESC' | 'SORT_NEWEST'

/** Amounts in fen, strength in tenths of a percent; 0: no bound. */
export interface Filter { sort: Sort; priceMin: number; priceMax: number; abvMin: number; abvMax: number; origin: string; inStockOnly: boolean }

export const noFilter: Filter = { sort: 'SORT_SALES', priceMin: 0, priceMax: 0, abvMin: 0, abvMax: 0, origin: '', inStockOnly: false }

export interface Range { name: string; min: number; max: number }

export const prices: Range[] = [
  { name: '50 元以下', min: 0, max: 5000 }, { name: '50–100', min: 5000, max: 10000 }, { name: '100–300', min: 10000, max: 30000 },
  { name: '300–800', min: 30000, max: 80000 }, { name: '800 元以上', min: 80000, max: 0 },
]

export const strengths: Range[] = [
  { name: '无醇 / 低度 ≤5°', min: 0, max: 50 }, { name: '5–15°', min: 50, max: 150 }, { name: '15–40°', min: 150, max: 400 },
  { name: '40–50°', min: 400, max: 500 }, { name: '50° 以上', min: 500, max: 0 },
]

/** anyFilter tells whether anything but the order is chosen. */
export function anyFilter(f: Filter): boolean {
  return f.priceMin > 0 || f.priceMax > 0 || f.abvMin > 0 || f.abvMax > 0 || f.origin !== '' || f.inStockOnly
}

/** filterQuery is a filter as the list of products takes it; what is not chosen is left out. */
export function filterQuery(f: Filter) {
  return {
    sort: f.sort,
    priceMin: f.priceMin > 0 ? String(f.priceMin) : undefined,
    priceMax: f.priceMax > 0 ? String(f.priceMax) : undefined,
    abvMin: f.abvMin || undefined,
    abvMax: f.abvMax || undefined,
    origin: f.origin || undefined,
    inStockOnly: f.inStockOnly || undefined,
  }
}

const bySort = (a: Category, b: Category) => a.sort - b.sort

export const rootsOf = (all: Category[]) => all.filter((c) => c.parentId === '0').sort(bySort)

export const childrenOf = (all: Category[], parentId: string | undefined) => all.filter((c) => c.parentId === parentId).sort(bySort)

/** inTurn takes one of each list, then the next of each, until all are empty. */
export function inTurn<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map((l) => l.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((l) => l.slice(i, i + 1))).flat()
}
