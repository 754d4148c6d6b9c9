import { reactive } from 'vue'
import { api, type Schema } from '@/api'
import { can } from '@/access'

type Entry = Schema<'v1AssortmentEntry'>

/** What SKUs of stores are called, as far as it is known; by store and SKU. */
const known = reactive(new Map<string, Entry>())

/** learnGoods asks what SKUs of a store are called, those that are not known yet; whoever may not ask sees numbers. */
export async function learnGoods(storeId: string, skuIds: string[]): Promise<void> {
  const unknown = [...new Set(skuIds)].filter((id) => !known.has(`${storeId}/${id}`))
  if (unknown.length === 0 || !can('product.assortment.list')) return
  for (let from = 0; from < unknown.length; from += 100) {
    const answer = await api.get('/v1/merchant/stores/{storeId}/assortment', { path: { storeId }, query: { skuIds: unknown.slice(from, from + 100) } }).catch(() => null)
    for (const entry of answer?.entries ?? []) known.set(`${storeId}/${entry.skuId}`, entry)
  }
}

/** goods tells what a SKU is called. */
export function goods(storeId: string, skuId: string): string {
  const entry = known.get(`${storeId}/${skuId}`)
  return entry ? `${entry.name} ${entry.spec}` : skuId
}

/** barcode tells what is printed on a SKU; empty where that is not known. */
export const barcode = (storeId: string, skuId: string): string => known.get(`${storeId}/${skuId}`)?.barcode ?? ''
