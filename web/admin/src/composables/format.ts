import { i18n, t } from '@/locales'

const zone = 'Asia/Shanghai'
const days = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** yuan writes an amount of fen, which the API sends as text: 123456 is ¥1,234.56. */
export function yuan(fen: string | number | undefined | null): string {
  if (fen === undefined || fen === null || fen === '') return t('common.none')
  const text = String(fen)
  const minus = text.startsWith('-')
  const digits = (minus ? text.slice(1) : text).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${minus ? '−' : ''}¥${whole}.${digits.slice(-2)}`
}

/** fenOf reads an amount in yuan that a person typed; null where it is none. */
export function fenOf(text: string): string | null {
  const match = /^\s*¥?\s*(\d{1,12})(?:\.(\d{1,2}))?\s*$/.exec(text)
  if (!match) return null
  return String(BigInt(match[1] as string) * 100n + BigInt((match[2] ?? '').padEnd(2, '0')))
}

/** moment writes an instant in Shanghai's time, as all pages do: 2026-11-28 12:30:05. */
export function moment(at: string | undefined | null): string {
  if (!at) return t('common.none')
  const date = new Date(at)
  return `${days.format(date).replace(/\//g, '-')} ${clock.format(date)}`
}

/** day writes the date of an instant in Shanghai's time. */
export function day(at: string | Date): string {
  return days.format(new Date(at)).replace(/\//g, '-')
}

/** span writes a length of time as people say it. */
export function span(seconds: number): string {
  if (seconds < 90) return t('common.seconds', { n: Math.round(seconds) })
  if (seconds < 5400) return t('common.minutes', { n: Math.round(seconds / 60) })
  if (seconds < 172_800) return t('common.hours', { n: Math.round(seconds / 3600) })
  return t('common.days', { n: Math.round(seconds / 86_400) })
}

/** ago tells how long ago an instant was. */
export function ago(at: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000)
  return seconds < 5 ? t('common.justNow') : t('common.ago', { time: span(seconds) })
}

/** count writes a number with its thousands apart. */
export function count(n: number | string | undefined): string {
  return n === undefined ? t('common.none') : new Intl.NumberFormat(i18n.global.locale.value).format(Number(n))
}

/** percent writes a share. */
export function percent(share: number): string {
  return new Intl.NumberFormat(i18n.global.locale.value, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}
