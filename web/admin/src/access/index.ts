import { effectScope, watchEffect, type Directive, type EffectScope } from 'vue'
import { useSession } from '@/stores/session'

/** can tells whether the person has one of some permissions. Reactive where it is used in a template or a computed value. */
export function can(...any: string[]): boolean {
  return useSession().can(...any)
}

const scopes = new WeakMap<HTMLElement, EffectScope>()

/**
 * v-auth shows an element only to whom a permission (or one of several) was granted. It follows changes: a role that is
 * given or taken while the page is open shows or hides the element. What must not even be made belongs into <Auth>.
 */
export const vAuth: Directive<HTMLElement, string | string[]> = {
  mounted(el, binding) {
    const scope = effectScope(true)
    scopes.set(el, scope)
    const shown = el.style.display === 'none' ? '' : el.style.display
    scope.run(() => watchEffect(() => {
      const wanted = Array.isArray(binding.value) ? binding.value : [binding.value]
      const may = can(...wanted)
      el.style.display = may ? shown : 'none'
      el.toggleAttribute('inert', !may)
    }))
  },
  unmounted(el) {
    scopes.get(el)?.stop()
    scopes.delete(el)
  },
}
