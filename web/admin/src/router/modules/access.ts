import { Avatar, Key } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'staff', name: 'Staff', component: () => import('@/views/access/index.vue'), meta: { title: 'access.staff', group: 'system', icon: Avatar, order: 10, any: ['user.staff.list'], words: 'yg yuangong zhanghao' } },
  { path: 'roles', name: 'Roles', component: () => import('@/views/access/roles.vue'), meta: { title: 'access.roles', group: 'system', icon: Key, order: 20, any: ['user.role.list'], words: 'js juese quanxian' } },
  { path: 'me', name: 'MySettings', component: () => import('@/views/mine/index.vue'), meta: { title: 'mine.title', any: ['user.profile.read'] } },
] satisfies RouteRecordRaw[]
