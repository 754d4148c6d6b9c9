import { ElMessage } from 'element-plus'
import { h, ref } from 'vue'
import { errorFrom } from '@dajiu/api'
import { api, session, type Schema } from '@/api'
import { handOver } from '@/composables/file'
import { t } from '@/locales'
import { say } from '@/locales/say'
import { router } from '@/router'

export type ExportColumn = { path: string; title: string; kind: Schema<'v1CellKind'>; labels?: Record<string, string> }

/** toExports is a link in what is said, which stands outside of the application. */
function toExports() {
  return h('a', { href: router.resolve('/exports').href, onClick: (event: Event) => { event.preventDefault(); void router.push('/exports') } }, t('exports.look'))
}

/** useExport asks the server for a list as a file. It is made in the background; what is said leads to where it is fetched. */
export function useExport() {
  const busy = ref(false)
  async function begin(source: string, query: object, columns: ExportColumn[], fileName: string, format: Schema<'v1ExportFormat'> = 'EXPORT_FORMAT_XLSX') {
    if (busy.value) return
    busy.value = true
    try {
      await api.post('/v1/admin/exports', { body: { source, query: JSON.stringify(query), columns, fileName, format } })
      ElMessage.success({ message: h('span', [t('exports.begun'), ' ', toExports()]), duration: 6000 })
    } catch (thrown) {
      ElMessage.error(say(thrown))
    } finally {
      busy.value = false
    }
  }
  return { busy, begin }
}

/** download fetches the file of an export, with the session's token, and hands it to the browser. */
export async function download(id: string, fileName: string): Promise<void> {
  const answer = await fetch(`/v1/admin/exports/${encodeURIComponent(id)}/file`, { headers: { authorization: `Bearer ${await session.access()}` } })
  if (!answer.ok) throw errorFrom(answer.status, await answer.json().catch(() => null))
  handOver(fileName, await answer.blob())
}
