/** change is how much a number is more than another, as a share; null where there is nothing to compare with. */
export function change(now: string | number, before: string | number): number | null {
  const was = Number(before)
  if (was === 0) return null
  return (Number(now) - was) / was
}

/** minutesText writes seconds as minutes and seconds, as people say how long something took: 3:05. */
export function clockText(seconds: string | number): string {
  const all = Math.round(Number(seconds))
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`
}

/** hourText is the hour of the day of an instant, in Shanghai. */
export function hourText(at: string): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at))
}
