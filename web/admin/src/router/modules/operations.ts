import { Connection, Monitor, Setting } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'operations', name: 'Operations', component: () => import('@/views/operations/index.vue'), meta: { title: 'operations.title', group: 'system', icon: Monitor, order: 60, any: ['operations.service.list'], words: 'yw yunwei sixin renwu' } },
  { path: 'settings', name: 'Settings', component: () => import('@/views/settings/index.vue'), meta: { title: 'settings.title', group: 'system', icon: Setting, order: 56, any: ['operations.parameter.list'], words: 'sz xtsz shezhi canshu' } },
  { path: 'reference', name: 'ApiReference', component: () => import('@/views/reference/index.vue'), meta: { title: 'reference.title', group: 'system', icon: Connection, order: 90, any: ['operations.service.list'], words: 'jk jkwd jiekou api' } },
] satisfies RouteRecordRaw[]
