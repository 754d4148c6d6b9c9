import { Briefcase, OfficeBuilding, Shop } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'merchants', name: 'Merchants', component: () => import('@/views/merchants/index.vue'), meta: { title: 'merchants.title', group: 'partners', icon: OfficeBuilding, order: 10, any: ['merchant.merchant.list'], words: 'sj shangjia' } },
  { path: 'merchants/:id(\\d+)', name: 'Merchant', component: () => import('@/views/merchants/detail.vue'), meta: { title: 'merchants.one', any: ['merchant.merchant.read'] } },
  { path: 'merchant-applications', name: 'Applications', component: () => import('@/views/merchants/applications.vue'), meta: { title: 'merchants.applications', group: 'partners', icon: Briefcase, order: 20, any: ['merchant.application.list'], words: 'rzsq ruzhu shenhe' } },
  { path: 'merchant-applications/new', name: 'NewApplication', component: () => import('@/views/merchants/application.vue'), meta: { title: 'merchants.new', any: ['merchant.application.create'] } },
  { path: 'merchant-applications/:id(\\d+)', name: 'Application', component: () => import('@/views/merchants/application.vue'), meta: { title: 'merchants.application', any: ['merchant.application.read'] } },
  { path: 'stores', name: 'Stores', component: () => import('@/views/stores/index.vue'), meta: { title: 'stores.title', group: 'partners', icon: Shop, order: 30, any: ['product.store.list'], words: 'md mendian' } },
  { path: 'stores/:id(\\d+)', name: 'Store', component: () => import('@/views/stores/detail.vue'), meta: { title: 'stores.one', any: ['product.store.read'] } },
] satisfies RouteRecordRaw[]
