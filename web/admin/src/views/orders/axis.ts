import type { Schema } from '@/api'

/** One thing that happened to an order, wherever it happened. */
export interface Mark {
  at: string
  source: 'order' | 'money' | 'stock' | 'delivery' | 'note'
  /** The key of its words, under orders.; values fill its places. */
  key: string
  values?: Record<string, string>
  actor?: string
  person?: string
  note?: string
}

export interface Traces {
  order: Schema<'v1OrderCase'>
  money?: Schema<'v1PaymentCase'> | null
  stock?: Schema<'v1OrderStock'> | null
  delivery?: Schema<'v1DeliveryCase'> | null
}

/** axis lays everything that happened to an order, its money, its goods and its way on one axis of time, oldest first. */
export function axis({ order, money, stock, delivery }: Traces): Mark[] {
  const marks: Mark[] = []
  for (const event of order.order?.timeline ?? []) {
    marks.push({ at: event.time ?? '', source: 'order', key: `states.${event.state}`, actor: event.actor, person: event.actorId, note: event.note })
  }
  for (const note of order.notes) marks.push({ at: note.time ?? '', source: 'note', key: 'noted', person: note.authorId, note: note.text })
  for (const entry of money?.entries ?? []) {
    const sum = entry.postings.reduce((most, p) => (BigInt(p.amount) > most ? BigInt(p.amount) : most), 0n)
    marks.push({ at: entry.time ?? '', source: 'money', key: `entries.${entry.kind}`, values: { amount: String(sum) } })
  }
  // The lines of one moment and kind are one mark: a dozen bottles are promised at once.
  const moves = new Map<string, Mark & { pieces: number }>()
  for (const m of stock?.movements ?? []) {
    const id = `${m.kind}@${(m.time ?? '').slice(0, 19)}`
    const pieces = Math.max(Math.abs(Number(m.onHandDelta)), Math.abs(Number(m.reservedDelta)))
    const known = moves.get(id)
    if (known) known.pieces += pieces
    else moves.set(id, { at: m.time ?? '', source: 'stock', key: `moves.${m.kind}`, pieces })
  }
  for (const { pieces, ...mark } of moves.values()) marks.push({ ...mark, values: { n: String(pieces) } })
  for (const event of delivery?.events ?? []) {
    // A job that somebody else than its courier assigned was given to them by name.
    const given = event.kind === 'ASSIGNED' && event.actorId !== '0' && event.actorId !== event.courierId
    const told = given || event.kind === 'REASSIGNED' || event.kind === 'REFUSED'
    marks.push({ at: event.time ?? '', source: 'delivery', key: `delivery.${given ? 'GIVEN' : event.kind}`, person: event.courierId, note: told ? event.note : '' })
  }
  return marks.map((mark, i) => ({ mark, i })).sort((a, b) => a.mark.at.localeCompare(b.mark.at) || a.i - b.i).map(({ mark }) => mark)
}

export type StoreAct = 'accept' | 'startPicking' | 'finishPacking'

/** What a store may do next with an order in a state, and the permission that it takes. */
export function nextAct(state: string): { act: StoreAct; permission: string } | null {
  switch (state) {
    case 'ORDER_STATE_CONFIRMED': return { act: 'accept', permission: 'order.store.accept' }
    case 'ORDER_STATE_ACCEPTED': return { act: 'startPicking', permission: 'order.store.pick' }
    case 'ORDER_STATE_PICKING': return { act: 'finishPacking', permission: 'order.store.pack' }
    default: return null
  }
}

/** beforeShipment tells whether an order may still be cancelled. */
export function beforeShipment(state: string): boolean {
  return ['ORDER_STATE_PENDING_PAYMENT', 'ORDER_STATE_CONFIRMED', 'ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING', 'ORDER_STATE_READY'].includes(state)
}

/** The colour of a state's tag. */
export function stateTone(state: string): 'success' | 'warning' | 'danger' | 'info' | 'primary' {
  switch (state) {
    case 'ORDER_STATE_COMPLETED': case 'ORDER_STATE_DELIVERED': return 'success'
    case 'ORDER_STATE_CONFIRMED': return 'danger'
    case 'ORDER_STATE_CANCELLED': return 'info'
    case 'ORDER_STATE_RETURNING': case 'ORDER_STATE_PENDING_PAYMENT': return 'warning'
    default: return 'primary'
  }
}
