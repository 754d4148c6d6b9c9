import { createI18n } from 'vue-i18n'
import { ref } from 'vue'
import type { Language } from 'element-plus/es/locale'
import zhElement from 'element-plus/es/locale/lang/zh-cn'
import zhCN from './zh-CN'

/** The languages that pages speak. A domain's words are in one file a language: locales/<language>/<domain>.ts. */
export type Locale = 'zh-CN' | 'en'

export const i18n = createI18n({
  legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: { 'zh-CN': zhCN } as Record<string, typeof zhCN>,
  missingWarn: false, fallbackWarn: false,
})

/** Element's own words. */
export const elementLocale = ref<Language>(zhElement)

/** speak changes the language of all that is on the page; a language's words are loaded when it is first spoken. */
export async function speak(locale: Locale): Promise<void> {
  if (locale === 'en') {
    const [words, element] = await Promise.all([import('./en'), import('element-plus/es/locale/lang/en')])
    i18n.global.setLocaleMessage('en', words.default as unknown as typeof zhCN)
    elementLocale.value = element.default
  } else {
    elementLocale.value = zhElement
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** t translates outside of components. */
export const t = (key: string, values?: Record<string, unknown>): string => i18n.global.t(key, values ?? {})

/** te tells whether there are words for a key. */
export const te = (key: string): boolean => i18n.global.te(key)
