import { ElMessage, ElMessageBox } from 'element-plus'
import { ref, type Ref } from 'vue'
import { t } from '@/locales'
import { say } from '@/locales/say'

/** useAct runs an act once at a time and tells how it ended, but for a success where said is null; busy names what is under way. */
export function useAct(): { busy: Ref<string>; run: <T>(name: string, act: () => Promise<T>, said?: string | null) => Promise<T | undefined> } {
  const busy = ref('')
  async function run<T>(name: string, act: () => Promise<T>, said?: string | null): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = name
    try {
      const result = await act()
      if (said !== null) ElMessage.success(said ?? t('common.done'))
      return result
    } catch (thrown) {
      ElMessage.error(say(thrown))
      return undefined
    } finally {
      busy.value = ''
    }
  }
  return { busy, run }
}

/** sure asks before an act that cannot be undone. */
export function sure(question: string, title: string, confirm = t('common.confirm')): Promise<boolean> {
  return ElMessageBox.confirm(question, title, { type: 'warning', confirmButtonText: confirm, cancelButtonText: t('common.cancel') }).then(() => true, () => false)
}

/** askReason asks why, for the record; null where the person would not say. */
export function askReason(title: string, hint = t('common.reasonHint')): Promise<string | null> {
  return ElMessageBox.prompt(hint, title, {
    inputType: 'textarea', inputValidator: (text: string) => (text ?? '').trim().length > 0 || t('common.required'),
    confirmButtonText: t('common.confirm'), cancelButtonText: t('common.cancel'),
  }).then((answer) => ('value' in answer ? answer.value.trim() : null), () => null)
}

/** inTurn does an act to many, a few at a time, and tells how many succeeded and what the others were refused for. */
export async function inTurn<T>(all: T[], act: (one: T) => Promise<unknown>, progress: (done: number) => void = () => undefined): Promise<{ done: T[]; failed: { one: T; error: unknown }[] }> {
  const done: T[] = []
  const failed: { one: T; error: unknown }[] = []
  const left = [...all]
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      try {
        await act(one)
        done.push(one)
      } catch (error) {
        failed.push({ one, error })
      }
      progress(done.length + failed.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, all.length) }, worker))
  return { done, failed }
}
