/** How often, and after how long, something is tried again. */
export interface Backoff { tries: number; firstMs: number; mostMs: number }

/** delay is before the n-th repetition (1 is the first): doubling, cut, and spread so that clients do not come in step. */
export function delay(n: number, backoff: Backoff, random: () => number): number {
  const full = Math.min(backoff.firstMs * 2 ** (n - 1), backoff.mostMs)
  return Math.round(full / 2 + (full / 2) * random())
}
