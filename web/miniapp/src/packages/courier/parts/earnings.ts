import type { DayEarnings } from '@dajiu/api'
import { fen } from '@/domain/money'

const dayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** sayDay writes a day of business: 今天, 昨天, else 11月23日 周一. Index 0 is the present day. */
export function sayDay(date: string, index: number): string {
  if (index === 0) return '今天'
  if (index === 1) return '昨天'
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return `${month}月${day}日 ${dayNames[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}`
}

export interface Total { reward: number; delivered: number; returned: number; collected: number; tallest: number }

/** total sums days up, and tells the best of them. */
export function total(days: readonly DayEarnings[]): Total {
  const sum: Total = { reward: 0, delivered: 0, returned: 0, collected: 0, tallest: 0 }
  for (const d of days) {
    const reward = fen(d.reward)
    sum.reward += reward
    sum.delivered += d.deliveredCount
    sum.returned += d.returnedCount
    sum.collected += fen(d.collectedAmount)
    sum.tallest = Math.max(sum.tallest, reward)
  }
  return sum
}
