import type { Schema } from '@/api'
import { t, te } from '@/locales'

/** actOf is what somebody did, in words: what its permission is called; what everybody may do, such as signing in, has none. */
export function actOf(entry: Schema<'v1AuditEntry'>): string {
  const key = `audit.methods.${entry.method.split('/').pop() ?? ''}`
  return entry.title || (te(key) ? t(key) : entry.method)
}
