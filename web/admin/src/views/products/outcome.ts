import { ElMessage, ElNotification } from 'element-plus'
import type { Schema } from '@/api'
import { t } from '@/locales'

/** tellOutcomes tells how a bulk act ended, and why some products were refused. */
export function tellOutcomes(outcomes: Schema<'v1ProductOutcome'>[], nameOf: (id: string) => string) {
  const failed = outcomes.filter((o) => o.reason !== 'OK')
  if (failed.length === 0) return void ElMessage.success(t('common.bulkDone', { n: outcomes.length }))
  ElNotification({
    title: t('products.outcome', { done: outcomes.length - failed.length, failed: failed.length }), type: 'warning', duration: 12_000,
    message: failed.slice(0, 8).map((o) => `${nameOf(o.productId)}：${o.message || o.reason}`).join('\n'), customClass: 'dj-lines',
  })
}
