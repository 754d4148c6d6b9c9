import type { Schema } from '@/api'
import { count, fenOf, span, yuan } from '@/composables/format'
import { t } from '@/locales'

export type Parameter = Schema<'v1Parameter'>

/** current is the text that counts: what was set, or what is configured. */
export const current = (p: Parameter): string => p.value ?? p.configured

/** say writes a parameter's text for people, in its unit; choices are words of the parameter's own. */
export function say(p: Parameter, text: string, words: (choice: string) => string): string {
  switch (p.unit) {
    case 'PARAMETER_UNIT_SECONDS': return span(Number(text))
    case 'PARAMETER_UNIT_MINUTES': return Number(text) < 90 ? t('common.minutes', { n: text }) : span(Number(text) * 60)
    case 'PARAMETER_UNIT_FEN': return yuan(text)
    case 'PARAMETER_UNIT_METRES': return t('settings.metres', { n: count(text) })
    case 'PARAMETER_UNIT_METRES_PER_MINUTE': return t('settings.metresPerMinute', { n: count(text) })
    case 'PARAMETER_UNIT_CHOICE': return words(text)
    default: return count(text)
  }
}

/** typed is what a field shows for a text: amounts in yuan, everything else as it is. */
export const typed = (p: Parameter, text: string): string => (p.unit === 'PARAMETER_UNIT_FEN' ? yuan(text).replace(/[¥,]/g, '') : text)

/** textOf reads what a person typed; null where it cannot be, or is out of the parameter's bounds. */
export function textOf(p: Parameter, input: string): string | null {
  if (p.unit === 'PARAMETER_UNIT_CHOICE') return p.choices.includes(input) ? input : null
  const text = p.unit === 'PARAMETER_UNIT_FEN' ? fenOf(input) : (/^\s*\d{1,15}\s*$/.test(input) ? String(Number(input)) : null)
  if (text === null || BigInt(text) < BigInt(p.min) || BigInt(text) > BigInt(p.max)) return null
  return text
}
