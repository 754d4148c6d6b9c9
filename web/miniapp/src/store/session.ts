import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { User } from '@dajiu/api'
import { storage } from '@/services/storage'

export interface SessionState {
  user: User | null
  /** The person said on this device to be of age; the account is told as soon as there is one. */
  adult: boolean
  unread: number
}

/** The version of the notice to people about liquor and age. */
export const noticeVersion = '2026-11'

const initial = (): SessionState => ({
  user: storage.read<User | null>('user', null), adult: storage.get('adult') === noticeVersion, unread: 0,
})

export const sessionSlice = createSlice({
  name: 'session',
  initialState: initial,
  reducers: {
    signedIn(state, action: PayloadAction<User>) {
      state.user = action.payload
      if (action.payload.ageConfirmed) state.adult = true
    },
    signedOut(state) {
      state.user = null
      state.unread = 0
    },
    confirmedAdult(state) { state.adult = true },
    unreadCounted(state, action: PayloadAction<number>) { state.unread = action.payload },
  },
})
