import { Tickets } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'audit', name: 'AuditLog', component: () => import('@/views/audit/index.vue'), meta: { title: 'audit.title', group: 'system', icon: Tickets, order: 80, any: ['user.audit.list'], words: 'sjrz shenji' } },
] satisfies RouteRecordRaw[]
