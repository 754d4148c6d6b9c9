import { Bell, Connection, DataLine, Download, Odometer } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'dashboard', name: 'Dashboard', component: () => import('@/views/dashboard/index.vue'), meta: { title: 'dashboard.title', group: 'overview', icon: Odometer, order: 0, any: ['analytics.dashboard.read'], words: 'jykb kanban' } },
  { path: 'reports', name: 'Reports', component: () => import('@/views/reports/index.vue'), meta: { title: 'reports.title', group: 'insight', icon: DataLine, order: 0, any: ['analytics.report.query'], words: 'bb baobiao' } },
  { path: 'linked', name: 'LinkedCharts', component: () => import('@/views/linked/index.vue'), meta: { title: 'linked.title', group: 'insight', icon: Connection, order: 5, any: ['analytics.report.query'], words: 'ld ldfx liandong' } },
  { path: 'alerts', name: 'Alerts', component: () => import('@/views/alerts/index.vue'), meta: { title: 'alerts.title', group: 'insight', icon: Bell, order: 10, any: ['analytics.alert.list'], words: 'gj gaojing' } },
  { path: 'exports', name: 'Exports', component: () => import('@/views/exports/index.vue'), meta: { title: 'exports.title', group: 'insight', icon: Download, order: 20, any: ['analytics.export.list'], words: 'dcjl daochu' } },
] satisfies RouteRecordRaw[]
