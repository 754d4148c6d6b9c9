import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import App from './App.vue'
import Auth from './access/Auth.vue'
import { vAuth } from './access'
import { i18n } from './locales'
import { router } from './router'
import { usePreferences } from './stores/preferences'

const app = createApp(App).use(createPinia()).use(i18n)
app.component('Auth', Auth).directive('auth', vAuth)
const preferences = usePreferences()
// Words come before the pages that say them.
if (preferences.locale !== 'zh-CN') await preferences.useLocale(preferences.locale).catch(() => undefined)
app.use(router).mount('#app')
