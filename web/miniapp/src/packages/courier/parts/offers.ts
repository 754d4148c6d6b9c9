import type { Offer } from '@dajiu/api'

/** How long the platform leaves an offer open; a ring that begins later begins part-way. */
export const offerMs = 30_000

/** remaining is what is left of an offer's time: in milliseconds, and as a part of the whole. */
export function remaining(offer: Pick<Offer, 'expireTime'>, now: number): { ms: number; part: number; seconds: number } {
  const until = offer.expireTime ? new Date(offer.expireTime).getTime() : 0
  const ms = Math.max(0, until - now)
  return { ms, part: Math.min(1, ms / offerMs), seconds: Math.ceil(ms / 1000) }
}

/** openOffers are those that can still be taken, the one that ends first first. */
export function openOffers(offers: readonly Offer[], now: number, gone: ReadonlySet<string>): Offer[] {
  return offers
    .filter((o) => !gone.has(o.deliveryId) && remaining(o, now).ms > 0)
    .sort((a, b) => remaining(a, now).ms - remaining(b, now).ms)
}
