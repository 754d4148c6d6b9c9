import Taro from '@tarojs/taro'
import { store, useStore } from '@/store'
import { isDark, uiSlice, type ThemeChoice } from '@/store/ui'
import { storage } from '@/services/storage'
import theme from '@/theme.json'

export const useDark = () => useStore((s) => isDark(s.ui))

/** paint gives the parts that are not ours to draw, the bars and the browser's page, the scheme's colours. */
export function paint(dark: boolean): void {
  const colours = dark ? theme.dark : theme.light
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('night', dark)
  // Off a tab page there is no tab bar to paint; the next tab page does it.
  Taro.setTabBarStyle({ color: colours.tabText, selectedColor: colours.tabSelected, backgroundColor: colours.tabBackground, borderStyle: colours.tabBorder }).catch(() => undefined)
  if (process.env.TARO_ENV === 'weapp') {
    Taro.setNavigationBarColor({ frontColor: dark ? '#ffffff' : '#000000', backgroundColor: colours.navBackground }).catch(() => undefined)
    Taro.setBackgroundColor({ backgroundColor: colours.background }).catch(() => undefined)
  }
}

export function chooseTheme(choice: ThemeChoice): void {
  storage.set('theme', choice)
  store.dispatch(uiSlice.actions.themeChosen(choice))
}

/** watchSystemTheme follows the device's scheme. Called once. */
export function watchSystemTheme(): void {
  const set = (dark: boolean) => store.dispatch(uiSlice.actions.systemThemed(dark))
  if (process.env.TARO_ENV === 'h5') {
    const query = window.matchMedia('(prefers-color-scheme: dark)')
    set(query.matches)
    query.addEventListener('change', (e) => set(e.matches))
    return
  }
  try {
    set(Taro.getAppBaseInfo().theme === 'dark')
    Taro.onThemeChange((r) => set(r.theme === 'dark'))
  } catch {
    // An old WeChat knows no themes.
  }
}
