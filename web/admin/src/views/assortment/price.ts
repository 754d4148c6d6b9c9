import { fenOf } from '@/composables/format'

/** shareOf is a price of a store as a share of the platform's, in whole jiao up from it: 95 % of 268.00 is 254.60. */
export function shareOf(fen: string, percent: number): string {
  const exact = BigInt(fen) * BigInt(percent)
  return String((exact + 999n) / 1000n * 10n)
}

/** ownOf reads a price that a person typed; '0' where it is left to the platform, null where it is none. */
export function ownOf(text: string): string | null {
  return text.trim() === '' ? '0' : fenOf(text)
}
