import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { Cart } from '@dajiu/api'
import { lineId, withQuantity, type NewLine, type Unchosen } from '@/domain/cart'

export interface CartState {
  cart: Cart | null
  unchosen: Unchosen
}

interface QuantitySet { storeId: string; skuId: string; quantity: number; line?: NewLine }

export const cartSlice = createSlice({
  name: 'cart',
  initialState: (): CartState => ({ cart: null, unchosen: {} }),
  reducers: {
    loaded(state, action: PayloadAction<Cart>) { state.cart = action.payload },
    quantitySet(state, action: PayloadAction<QuantitySet>) {
      const { storeId, skuId, quantity, line } = action.payload
      state.cart = withQuantity(state.cart, storeId, skuId, quantity, line)
    },
    chosen(state, action: PayloadAction<{ storeId: string; skuIds: string[]; on: boolean }>) {
      const next: Record<string, true> = { ...state.unchosen }
      for (const skuId of action.payload.skuIds) {
        if (action.payload.on) delete next[lineId(action.payload.storeId, skuId)]
        else next[lineId(action.payload.storeId, skuId)] = true
      }
      state.unchosen = next
    },
    emptied: () => ({ cart: null, unchosen: {} }),
  },
})
