import { computed, onUnmounted, reactive, ref, shallowRef, toRaw, type Ref } from 'vue'
import { ElMessage, ElMessageBox } from 'element-plus'
import { onBeforeRouteLeave } from 'vue-router'
import { asApiError, type ApiError } from '@dajiu/api'
import { t } from '@/locales'
import { say } from '@/locales/say'

export interface Form<M extends object> {
  model: M
  dirty: Readonly<Ref<boolean>>
  busy: Ref<boolean>
  /** What the server said of it as a whole; what it said of a field is problem(). */
  failure: Ref<ApiError | null>
  /** What is wrong with a field, by its name in the API. */
  problem(field: string): string
  /** take puts what is stored into the form: it is not dirty then. */
  take(values: M): void
  /** submit sends it; true where it was stored. */
  submit(): Promise<boolean>
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/**
 * useForm keeps what a person enters until the server has it. Refused fields carry the server's reason; leaving the page
 * with unsaved changes asks first.
 */
export function useForm<M extends object>(initial: M, send: (values: M) => Promise<unknown>, options: { guard?: boolean; quiet?: boolean } = {}): Form<M> {
  const model = reactive(copy(initial)) as M
  const stored = ref(JSON.stringify(initial))
  const busy = ref(false)
  const failure = shallowRef<ApiError | null>(null)
  const dirty = computed(() => JSON.stringify(model) !== stored.value)
  if (options.guard !== false) useDirtyGuard(dirty)
  return {
    model, dirty, busy, failure,
    problem: (field) => failure.value?.of(field) ?? '',
    take(values) {
      for (const key of Object.keys(model)) if (!(key in values)) Reflect.deleteProperty(model, key)
      Object.assign(model, copy(values))
      stored.value = JSON.stringify(model)
      failure.value = null
    },
    async submit() {
      if (busy.value) return false
      busy.value = true
      failure.value = null
      const sent = JSON.stringify(model)
      try {
        await send(copy(toRaw(model)))
        stored.value = sent
        if (!options.quiet) ElMessage.success(t('common.saved'))
        return true
      } catch (thrown) {
        failure.value = asApiError(thrown)
        ElMessage.error(say(thrown))
        return false
      } finally {
        busy.value = false
      }
    },
  }
}

/** useDirtyGuard asks before unsaved changes are left, inside the application and out of it. */
export function useDirtyGuard(dirty: Readonly<Ref<boolean>>) {
  const stay = (event: BeforeUnloadEvent) => { if (dirty.value) event.preventDefault() }
  window.addEventListener('beforeunload', stay)
  onUnmounted(() => window.removeEventListener('beforeunload', stay))
  onBeforeRouteLeave(async () => {
    if (!dirty.value) return true
    return ElMessageBox.confirm(t('app.leave'), t('app.leaveTitle'), { confirmButtonText: t('app.discard'), cancelButtonText: t('app.stay'), type: 'warning' })
      .then(() => true, () => false)
  })
}
