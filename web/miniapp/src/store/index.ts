import { configureStore } from '@reduxjs/toolkit'
import { useDispatch, useSelector } from 'react-redux'
import { cartSlice } from './cart'
import { placeSlice } from './place'
import { sessionSlice } from './session'
import { uiSlice } from './ui'

export const store = configureStore({
  reducer: { session: sessionSlice.reducer, place: placeSlice.reducer, cart: cartSlice.reducer, ui: uiSlice.reducer },
  middleware: (defaults) => defaults({ serializableCheck: false, immutableCheck: false }),
})

export type RootState = ReturnType<typeof store.getState>
export type Dispatch = typeof store.dispatch
export const useStore = useSelector.withTypes<RootState>()
export const useAct = useDispatch.withTypes<Dispatch>()
