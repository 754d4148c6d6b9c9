import type { AssortmentEntry } from '@dajiu/api'
import { usePager, type Pager } from '@/hooks/usePager'
import { api } from '@/services'

/** Of which no more than this is left, is scarce. */
export const scarce = 5

/** useScarce lists the goods of a store of which little is left: 库存紧张. */
export function useScarce(storeId: string): Pager<AssortmentEntry> {
  return usePager<AssortmentEntry>(storeId ? `${storeId} scarce` : null, async (pageToken) => {
    const path = { storeId }
    const stock = await api.get('/v1/merchant/stores/{storeId}/stock', { path, query: { availableAtMost: String(scarce), pageSize: 50, pageToken } })
    const skuIds = stock.items.map((i) => i.skuId)
    const goods = skuIds.length === 0 ? [] : (await api.get('/v1/merchant/stores/{storeId}/assortment', { path, query: { skuIds, listedOnly: true } })).entries
    return { items: goods, nextPageToken: stock.nextPageToken }
  })
}

/** useGoods searches what a store lists or could: by a part of the name, or a whole barcode. */
export function useGoods(storeId: string, q: string, listedOnly: boolean): Pager<AssortmentEntry> {
  return usePager<AssortmentEntry>(storeId ? `${storeId} ${listedOnly} ${q}` : null, async (pageToken) => {
    const answer = await api.get('/v1/merchant/stores/{storeId}/assortment', { path: { storeId }, query: { q, listedOnly, pageSize: 20, pageToken } })
    return { items: answer.entries, nextPageToken: answer.nextPageToken }
  })
}
