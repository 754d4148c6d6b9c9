import type { Cart, CartItem } from '@dajiu/api'
import { fen } from './money'

/** A line is named by store and SKU. */
export const lineId = (storeId: string, skuId: string) => `${storeId}/${skuId}`

/** Lines that the person unticked, by store; everything else is chosen. */
export type Unchosen = Readonly<Record<string, true>>

export const quantityOf = (item: CartItem) => fen(item.quantity)

/** Goods of a store that is closed can be ordered for a slot. */
export const forLaterOnly = (item: CartItem) => item.invalidReason === 'STORE_CLOSED'

export const canBuy = (item: CartItem) => item.invalidReason === '' || forLaterOnly(item)

/** Why a line cannot be bought. */
export function sayInvalid(reason: string): string {
  const said: Record<string, string> = { DELISTED: '已下架', UNKNOWN: '已失效' }
  return said[reason] ?? '暂不可购买'
}

/** priceMoved tells whether a price went up or down since the line was put in; 0 where it did not. */
export function priceMoved(item: CartItem): number {
  const before = fen(item.priceWhenAdded)
  return before === 0 ? 0 : fen(item.price) - before
}

export interface StoreSum { pieces: number; amount: number; all: boolean }

/** sumOf adds up what is chosen of a store. */
export function sumOf(items: CartItem[], storeId: string, unchosen: Unchosen): StoreSum {
  const buyable = items.filter(canBuy)
  const chosen = buyable.filter((item) => !unchosen[lineId(storeId, item.skuId)])
  return {
    pieces: chosen.reduce((n, item) => n + quantityOf(item), 0),
    amount: chosen.reduce((n, item) => n + fen(item.price) * quantityOf(item), 0),
    all: buyable.length > 0 && chosen.length === buyable.length,
  }
}

/** quantityIn is how many of a SKU a cart holds. */
export function quantityIn(cart: Cart | null, storeId: string, skuId: string): number {
  const store = cart?.stores.find((s) => s.storeId === storeId)
  const item = store?.items.find((i) => i.skuId === skuId)
  return item ? quantityOf(item) : 0
}

/** What a line shows before the server has told about it. */
export type NewLine = Pick<CartItem, 'name' | 'spec' | 'imageUrl' | 'price' | 'productId'> & { storeName: string }

/** withQuantity is the cart as it will be once the server knows of a change; 0 takes a line out. */
export function withQuantity(cart: Cart | null, storeId: string, skuId: string, quantity: number, line?: NewLine): Cart {
  const stores = (cart?.stores ?? []).map((store) => ({ ...store, items: [...store.items] }))
  let store = stores.find((s) => s.storeId === storeId)
  if (!store && quantity > 0 && line) {
    store = { storeId, storeName: line.storeName, items: [], goodsAmount: '0' }
    stores.unshift(store)
  }
  if (store) {
    const at = store.items.findIndex((i) => i.skuId === skuId)
    const known = store.items[at]
    if (quantity === 0) store.items = store.items.filter((i) => i.skuId !== skuId)
    else if (known) store.items[at] = { ...known, quantity: String(quantity) }
    else if (line) {
      const { storeName: _shownAbove, ...shown } = line
      store.items.unshift({ storeId, skuId, quantity: String(quantity), invalidReason: '', priceWhenAdded: line.price, ...shown })
    }
    store.goodsAmount = String(sumOf(store.items, storeId, {}).amount)
  }
  const left = stores.filter((s) => s.items.length > 0)
  return { stores: left, pieceCount: left.reduce((n, s) => n + s.items.reduce((m, i) => m + quantityOf(i), 0), 0) }
}
