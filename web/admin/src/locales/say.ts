import { asApiError } from '@dajiu/api'
import { i18n, t } from '.'

/** say finds words for a failure in the language that is spoken: ours in Chinese, the server's own in English. */
export function say(thrown: unknown): string {
  const error = asApiError(thrown)
  if (i18n.global.locale.value === 'zh-CN') return error.message
  return error.original || t('common.unknownError')
}
