import { Shop } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'assortment', name: 'Assortment', component: () => import('@/views/assortment/index.vue'), meta: { title: 'assortment.title', group: 'store', icon: Shop, order: 30, any: ['product.assortment.list'], words: 'mdsp sxj tiaojia' } },
] satisfies RouteRecordRaw[]
