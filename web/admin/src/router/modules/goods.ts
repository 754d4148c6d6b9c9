import { CollectionTag, Goods, Histogram, Upload } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'products', name: 'Products', component: () => import('@/views/products/index.vue'), meta: { title: 'products.title', group: 'goods', icon: Goods, order: 10, any: ['product.product.list'], words: 'splb shangpin spsh' } },
  { path: 'products/new', name: 'ProductNew', component: () => import('@/views/products/editor.vue'), meta: { title: 'products.create', any: ['product.product.propose'] } },
  { path: 'products/:productId(\\d+)', name: 'ProductEditor', component: () => import('@/views/products/editor.vue'), props: true, meta: { title: 'products.editor', any: ['product.product.read'] } },
  { path: 'product-imports', name: 'ProductImports', component: () => import('@/views/products/imports.vue'), meta: { title: 'imports.title', group: 'goods', icon: Upload, order: 20, any: ['product.import.list'], words: 'spdr daoru' } },
  { path: 'categories', name: 'Categories', component: () => import('@/views/categories/index.vue'), meta: { title: 'categories.title', group: 'goods', icon: Histogram, order: 30, any: ['product.category.put', 'product.category.order', 'product.category.hide'], words: 'flgl fenlei' } },
  { path: 'brands', name: 'Brands', component: () => import('@/views/brands/index.vue'), meta: { title: 'brands.title', group: 'goods', icon: CollectionTag, order: 40, any: ['product.brand.put', 'product.brand.hide'], words: 'ppgl pinpai' } },
] satisfies RouteRecordRaw[]
