import type { StoreQuote } from '@dajiu/api'
import { fen } from '@/domain/money'

export interface Step { code: string; title: string; amount: number; note: string }

/** stepsOf are the steps of a price as people read them; one that did not apply says why instead of an amount. */
export function stepsOf(steps: StoreQuote['steps']): Step[] {
  return steps.map((s) => ({ code: s.code, title: s.title, amount: fen(s.amount), note: s.outcome === 'APPLIED' || s.outcome === '' ? '' : s.outcome }))
}
