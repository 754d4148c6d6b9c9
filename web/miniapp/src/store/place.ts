import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { Store } from '@dajiu/api'
import { cityCentre, type Point } from '@/domain/geo'
import { storage } from '@/services/storage'

/** Where the person wants their order, and the store that would bring it. */
export interface Place { point: Point; label: string; addressId: string }

export interface PlaceState {
  place: Place
  /** Whether the person, or their address, said where; the middle of the city otherwise. */
  known: boolean
  store: Store | null
  /** The store was chosen by hand: it stays until the place changes. */
  pinned: boolean
}

const nowhere: Place = { point: cityCentre, label: '成都市中心', addressId: '' }

export const placeSlice = createSlice({
  name: 'place',
  initialState: (): PlaceState => {
    const kept = storage.read<Place | null>('place', null)
    return { place: kept ?? nowhere, known: kept !== null, store: null, pinned: false }
  },
  reducers: {
    placed(state, action: PayloadAction<Place>) {
      state.place = action.payload
      state.known = true
      state.pinned = false
    },
    storeFound(state, action: PayloadAction<Store | null>) { if (!state.pinned) state.store = action.payload },
    storePinned(state, action: PayloadAction<Store>) {
      state.store = action.payload
      state.pinned = true
    },
    placeForgotten: () => ({ place: nowhere, known: false, store: null, pinned: false }),
  },
})
