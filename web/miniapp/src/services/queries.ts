// Reads that several pages share: one key, one answer.
import type { Address, Category, Estimate, ProductCard, Store } from '@dajiu/api'
import { useEffect } from 'react'
import type { Point } from '@/domain/geo'
import { useQuery, type Query } from '@/hooks/useQuery'
import { useAct, useStore } from '@/store'
import { placeSlice } from '@/store/place'
import { bestStore, type NearbyStore } from '@/domain/stores'
import { inTurn, rootsOf } from '@/domain/catalog'
import { api, session } from './index'

const minute = 60_000
const hotOfEach = 5

export function useCategories(): Query<Category[]> {
  return useQuery('categories', async () => (await api.get('/v1/categories')).categories, { freshMs: 10 * minute })
}

/** useNearby lists the stores around a place, nearest first. */
export function useNearby(point: Point): Query<NearbyStore[]> {
  return useQuery(`nearby:${point.latE6},${point.lngE6}`, async () => {
    const answer = await api.get('/v1/stores:nearby', { query: { latE6: point.latE6, lngE6: point.lngE6, pageSize: 20 } })
    return answer.stores.map((s) => ({ ...s, rangeUnknown: answer.rangeUnknown }))
  }, { freshMs: minute })
}

/** useHot lists what sells best in a store: the first of each kind of drink, then the second, and so on. */
export function useHot(storeId: string | undefined): Query<ProductCard[]> {
  const categories = useCategories()
  const roots = rootsOf(categories.data ?? []).filter((c) => c.liquor)
  return useQuery(storeId && roots.length > 0 ? `home:hot:${storeId}` : null, async () => {
    const kinds = await Promise.all(roots.map((c) => api.get('/v1/products', {
      query: { storeId: storeId ?? '', categoryId: c.categoryId, sort: 'SORT_SALES', inStockOnly: true, pageSize: hotOfEach },
    })))
    return inTurn(kinds.map((k) => k.products))
  }, { freshMs: 10_000 })
}

/** useCurrentStore is the store that people browse: the one they chose, or the best one near their place. */
export function useCurrentStore(): Store | null {
  const { place, store } = useStore((s) => s.place)
  const { data } = useNearby(place.point)
  const act = useAct()
  useEffect(() => { if (data) act(placeSlice.actions.storeFound(bestStore(data))) }, [data, act])
  return store
}

/** useEstimate tells how soon, and for how much, a store would bring something to a place. */
export function useEstimate(store: Store | null, point: Point): Query<Estimate> {
  return useQuery(store ? `estimate:${store.storeId}:${point.latE6},${point.lngE6}` : null, () => {
    const at = store as Store
    return api.get('/v1/stores/{storeId}/delivery-estimate', {
      path: { storeId: at.storeId },
      query: { storeLatE6: at.latE6, storeLngE6: at.lngE6, latE6: point.latE6, lngE6: point.lngE6 },
    })
  }, { freshMs: minute })
}

/** useStoreById is a store as it stands now. */
export function useStoreById(storeId: string): Query<Store> {
  return useQuery(storeId ? `store:${storeId}` : null, () => api.get('/v1/stores/{storeId}', { path: { storeId } }), { freshMs: minute })
}

/** useAddresses is the person's address book. */
export function useAddresses(): Query<Address[]> {
  return useQuery(session.signedIn ? 'addresses' : null, async () => (await api.get('/v1/me/addresses')).addresses)
}
