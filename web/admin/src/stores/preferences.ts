import { usePreferredDark } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { speak, type Locale } from '@/locales'

export type Scheme = 'light' | 'dark' | 'auto'

function kept<T extends string>(name: string, otherwise: T): T {
  return (localStorage.getItem(`dajiu.admin.${name}`) as T | null) ?? otherwise
}

/** How the person likes pages to look, kept in this browser. */
export const usePreferences = defineStore('preferences', () => {
  const scheme = ref<Scheme>(kept<Scheme>('scheme', 'auto'))
  const locale = ref<Locale>(kept<Locale>('locale', 'zh-CN'))
  const folded = ref(kept<'yes' | 'no'>('folded', 'no') === 'yes')
  const systemDark = usePreferredDark()
  const dark = computed(() => scheme.value === 'dark' || (scheme.value === 'auto' && systemDark.value))

  watch(dark, (is) => document.documentElement.classList.toggle('dark', is), { immediate: true })
  watch(scheme, (is) => localStorage.setItem('dajiu.admin.scheme', is))
  watch(folded, (is) => localStorage.setItem('dajiu.admin.folded', is ? 'yes' : 'no'))

  async function useLocale(next: Locale) {
    await speak(next)
    locale.value = next
    localStorage.setItem('dajiu.admin.locale', next)
  }

  return { scheme, dark, locale, folded, useLocale }
})
