import { afterEach } from 'vitest'
import { config, enableAutoUnmount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import Auth from '@/access/Auth.vue'
import { vAuth } from '@/access'
import { i18n } from '@/locales'

const pinia = createPinia()
setActivePinia(pinia)
config.global.plugins = [pinia, i18n]
config.global.components = { Auth }
config.global.directives = { auth: vAuth }
enableAutoUnmount(afterEach)
