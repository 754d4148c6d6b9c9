import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { t } from '@/locales'
import { useSession } from '@/stores/session'
import { useTabs } from '@/stores/tabs'
import './types'

// Each domain's pages are in a file of their own under ./modules. All are always there: which of them a person may open is
// asked at each step, so that a role which changes takes effect at once and no reload finds a page missing.
const files = import.meta.glob<{ default: RouteRecordRaw[] }>('./modules/*.ts', { eager: true })
export const pages = Object.values(files).flatMap((file) => file.default)

export const router = createRouter({
  history: createWebHistory('/admin/'),
  routes: [
    { path: '/login', name: 'Login', component: () => import('@/views/login/index.vue'), meta: { open: true, title: 'login.title' } },
    {
      path: '/', component: () => import('@/layouts/AdminLayout.vue'),
      children: [
        { path: '', name: 'Start', component: () => import('@/views/start/index.vue') },
        ...pages,
        { path: ':missing(.*)*', name: 'Missing', component: () => import('@/views/missing/index.vue') },
      ],
    },
  ],
})

/** allowed tells whether the person may open a page. */
export function allowed(page: Pick<RouteRecordRaw, 'meta'>): boolean {
  return useSession().can(...(page.meta?.any ?? []))
}

/** next keeps where a person wanted to go, if it is within the application. */
export function wanted(query: unknown): string {
  const path = typeof query === 'string' ? query : ''
  return path.startsWith('/') && !path.startsWith('//') ? path : '/'
}

async function guard(to: RouteLocationNormalized) {
  const session = useSession()
  if (to.meta.open) return true
  if (!await session.ready()) return { name: 'Login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  return true
}

router.beforeEach(guard)
router.afterEach((to) => {
  document.title = to.meta.title ? `${t(to.meta.title)} · ${t('app.name')}` : t('app.name')
  if (!to.meta.open && allowed(to)) useTabs().visit(to)
})

// A chunk that is gone was replaced by a newer build: the page is loaded anew, once.
router.onError((error: unknown, to) => {
  const gone = error instanceof TypeError && /dynamically imported module|Importing a module script failed/.test(error.message)
  const tried = 'dajiu.admin.reloaded'
  if (gone && sessionStorage.getItem(tried) !== to.fullPath) {
    sessionStorage.setItem(tried, to.fullPath)
    location.assign(router.resolve(to.fullPath).href)
  }
})
