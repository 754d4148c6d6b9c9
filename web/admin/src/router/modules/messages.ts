import { ChatDotRound, Message } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'message-templates', name: 'MessageTemplates', component: () => import('@/views/messages/templates.vue'), meta: { title: 'messages.templates', group: 'system', icon: ChatDotRound, order: 50, any: ['message.template.list'], words: 'xxmb muban' } },
  { path: 'messages', name: 'SentMessages', component: () => import('@/views/messages/sent.vue'), meta: { title: 'messages.sent', group: 'system', icon: Message, order: 52, any: ['message.sent.list'], words: 'yfxx xiaoxi' } },
] satisfies RouteRecordRaw[]
