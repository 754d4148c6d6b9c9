// Amounts are fen: whole numbers, as text in the API since they are 64 bits. No amount we meet is beyond 2^53.

/** fen reads an amount of the API; what is missing or no number is 0. */
export function fen(text: string | number | undefined): number {
  const n = Number(text ?? 0)
  return Number.isSafeInteger(n) ? n : 0
}

/** yuan writes an amount: 12900 is 129, 12950 is 129.50. */
export function yuan(amount: number): string {
  const whole = Math.trunc(Math.abs(amount) / 100)
  const rest = Math.abs(amount) % 100
  const sign = amount < 0 ? '-' : ''
  return rest === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(rest).padStart(2, '0')}`
}

/** yuanParts splits an amount for display: large yuan, small fen, and a minus that is as wide as a figure. */
export function yuanParts(amount: number): { sign: string; whole: string; rest: string } {
  const absolute = Math.abs(amount)
  const rest = absolute % 100
  return { sign: amount < 0 ? '−' : '', whole: String(Math.trunc(absolute / 100)), rest: rest === 0 ? '' : String(rest).padStart(2, '0') }
}
