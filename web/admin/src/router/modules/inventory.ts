import { Box, List, Tickets } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'stock', name: 'StockList', component: () => import('@/views/inventory/index.vue'), meta: { title: 'inventory.title', group: 'store', icon: Box, order: 20, any: ['inventory.stock.list'], words: 'kc kucun aqkc' } },
  { path: 'count-sheets', name: 'CountSheetList', component: () => import('@/views/inventory/sheets.vue'), meta: { title: 'inventory.sheets.title', group: 'store', icon: Tickets, order: 25, any: ['inventory.sheet.list'], words: 'pd pandian pdd' } },
  { path: 'count-sheets/:storeId/:sheetId', name: 'CountSheet', component: () => import('@/views/inventory/sheet.vue'), meta: { title: 'inventory.sheets.detail', any: ['inventory.sheet.read'] } },
  { path: 'stock-ledger', name: 'StockLedger', component: () => import('@/views/inventory/ledger.vue'), meta: { title: 'inventory.ledger', group: 'store', icon: List, order: 30, any: ['inventory.ledger.list'], words: 'kcls liushui' } },
] satisfies RouteRecordRaw[]
