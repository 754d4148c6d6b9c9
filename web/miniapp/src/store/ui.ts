import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { storage } from '@/services/storage'

export type ThemeChoice = 'system' | 'light' | 'dark'

export interface Toast { id: number; text: string; tone: 'plain' | 'good' | 'bad' }

export interface Question {
  title: string
  note: string
  /** What the button that agrees says. */
  yes: string
  /** It cannot be undone. */
  grave: boolean
}

export interface UiState {
  theme: ThemeChoice
  systemDark: boolean
  online: boolean
  toast: Toast | null
  question: Question | null
}

export const uiSlice = createSlice({
  name: 'ui',
  initialState: (): UiState => ({ theme: (storage.get('theme') || 'system') as ThemeChoice, systemDark: false, online: true, toast: null, question: null }),
  reducers: {
    themeChosen(state, action: PayloadAction<ThemeChoice>) { state.theme = action.payload },
    systemThemed(state, action: PayloadAction<boolean>) { state.systemDark = action.payload },
    networkChanged(state, action: PayloadAction<boolean>) { state.online = action.payload },
    toastShown(state, action: PayloadAction<{ text: string; tone: Toast['tone'] }>) {
      state.toast = { id: (state.toast?.id ?? 0) + 1, ...action.payload }
    },
    asked(state, action: PayloadAction<Question>) { state.question = action.payload },
    answered(state) { state.question = null },
    toastGone(state, action: PayloadAction<number>) {
      if (state.toast?.id === action.payload) state.toast = { ...state.toast, text: '' }
    },
  },
})

export const isDark = (ui: UiState) => (ui.theme === 'system' ? ui.systemDark : ui.theme === 'dark')
