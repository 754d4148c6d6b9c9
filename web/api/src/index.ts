import type { components, paths } from './schema'

export { createApi, fillPath } from './client'
export type { Api, CallOptions, Loose, Transport, Wire } from './client'
export type { paths }

/** A message of the API by its name in the document, such as Schema<'v1Order'>. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type User = Schema<'v1User'>
export type Address = Schema<'v1Address'>
export type Store = Schema<'v1Store'>
export type Category = Schema<'v1Category'>
export type Product = Schema<'v1Product'>
export type ProductCard = Schema<'v1ProductCard'>
export type Sku = Schema<'v1Sku'>
export type Cart = Schema<'v1Cart'>
export type CartStore = Schema<'v1CartStore'>
export type CartItem = Schema<'v1CartItem'>
export type Slot = Schema<'v1Slot'>
export type Quote = Schema<'v1Quote'>
export type StoreQuote = Schema<'v1StoreQuote'>
export type Order = Schema<'v1Order'>
export type OrderState = Schema<'v1OrderState'>
export type Trade = Schema<'v1Trade'>
export type DeliveryAddress = Schema<'v1DeliveryAddress'>
export type Delivery = Schema<'v1Delivery'>
export type DeliveryState = Schema<'v1DeliveryState'>
export type Estimate = Schema<'v1EstimateDeliveryResponse'>
export type Zone = Schema<'v1Zone'>
export type Subscription = Schema<'v1Subscription'>
export type Message = Schema<'v1Message'>
export type Preferences = Schema<'v1Preferences'>
export type Export = Schema<'dajiuUserV1Export'>
export type ExportList = Schema<'dajiuUserV1ListExportsResponse'>
export type Deletion = Schema<'v1Deletion'>
export type ConsentList = Schema<'v1ListConsentsResponse'>
export type Device = Schema<'v1Session'>
export type SessionList = Schema<'v1ListSessionsResponse'>
export type TokenPair = Schema<'v1TokenPair'>
export type PaySession = Schema<'v1PaySession'>
export type StoreFigures = Schema<'dajiuOrderV1StoreFigures'>
export type AssortmentEntry = Schema<'v1AssortmentEntry'>
export type StockLevel = Schema<'v1StockLevel'>
export type Movement = Schema<'v1Movement'>
export type OpenSpan = Schema<'v1OpenSpan'>
export type Offer = Schema<'v1Offer'>
export type Courier = Schema<'v1Courier'>
export type DayEarnings = Schema<'v1DayEarnings'>
export type AgeCheck = Schema<'v1AgeCheck'>
export type RefusalReason = Schema<'v1RefusalReason'>

// How calls are sent: keys of writes, tokens and their renewal, repetition, words for failures, and the platform's events.
// Each application gives it what its platform has: a way to send, a place to keep tokens, a socket.
export { Acts } from './transport/acts'
export { delay, type Backoff } from './transport/backoff'
export { ApiError, asApiError, errorFrom, offline, timedOut, type FieldProblem } from './transport/errors'
export { sayField, sayReason } from './transport/reasons'
export { Session, type TokenStore, type Tokens } from './transport/tokens'
export { createTransport, type Exchange, type Send } from './transport/transport'
export { Stream, newer, type Frame, type StreamStatus, type Wire as SocketWire, type WireEvents } from './transport/stream'
