const two = (n: number) => String(n).padStart(2, '0')

/** clock writes 09:05. */
export function clock(time: Date): string {
  return `${two(time.getHours())}:${two(time.getMinutes())}`
}

/** sayTime writes a moment as people say it: 今天 09:05, 昨天 21:30, 明天 18:00, 11月3日 08:00, 2025年3月1日. */
export function sayTime(text: string | undefined, now = new Date()): string {
  if (!text) return ''
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) return ''
  const day = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime()
  const days = Math.round((day(now) - day(time)) / 86_400_000)
  if (days === 0) return `今天 ${clock(time)}`
  if (days === 1) return `昨天 ${clock(time)}`
  if (days === -1) return `明天 ${clock(time)}`
  if (time.getFullYear() === now.getFullYear()) return `${time.getMonth() + 1}月${time.getDate()}日 ${clock(time)}`
  return `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日`
}

/** countdown writes 14:59 of what is left; 00:00 once nothing is. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}

/** sayMinute writes a minute of the day: 540 is 09:00. */
export function sayMinute(minute: number): string {
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}
