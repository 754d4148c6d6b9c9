import { Monitor } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'operations', name: 'Operations', component: () => import('@/views/operations/index.vue'), meta: { title: 'operations.title', group: 'system', icon: Monitor, order: 60, any: ['operations.service.list'], words: 'yw yunwei sixin renwu' } },
] satisfies RouteRecordRaw[]
