import type Auth from './access/Auth.vue'
import type { vAuth } from './access'

declare module 'vue' {
  interface GlobalComponents { Auth: typeof Auth }
  interface GlobalDirectives { vAuth: typeof vAuth }
}
