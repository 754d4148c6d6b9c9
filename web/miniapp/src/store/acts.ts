// What pages ask for that touches more than one part of the state.
import type { UnknownAction } from '@reduxjs/toolkit'
import Taro from '@tarojs/taro'
import type { Address, TokenPair, User } from '@dajiu/api'
import type { NewLine } from '@/domain/cart'
import { api, asApiError, cache, onRefused, queue, session, stream } from '@/services'
import { signOut as endSession } from '@/services/auth/login'
import { whereAmI } from '@/services/location/location'
import { storage } from '@/services/storage'
import { cartSlice } from './cart'
import { store } from './index'
import { placeSlice, type Place } from './place'
import { noticeVersion, sessionSlice } from './session'
import { uiSlice, type Question, type Toast } from './ui'

const dispatch = (action: UnknownAction) => store.dispatch(action)
const getState = () => store.getState()

/** toast tells a person something, briefly. */
export function toast(text: string, tone: Toast['tone'] = 'plain'): void {
  dispatch(uiSlice.actions.toastShown({ text, tone }))
}

/** toastError tells what went wrong. */
export function toastError(thrown: unknown): void {
  toast(asApiError(thrown).message, 'bad')
}

let answering: ((yes: boolean) => void) | null = null

/** ask lets the person decide; true where they agree. A question that is still open is answered with no. */
export function ask(question: Pick<Question, 'title'> & Partial<Question>): Promise<boolean> {
  answer(false)
  dispatch(uiSlice.actions.asked({ note: '', yes: '确定', grave: false, ...question }))
  return new Promise((done) => { answering = done })
}

/** answer closes the open question, if there is one. */
export function answer(yes: boolean): void {
  const done = answering
  if (!done) return
  answering = null
  dispatch(uiSlice.actions.answered())
  done(yes)
}

/** rememberUser takes up what the server says of the person. */
export function rememberUser(user: User): void {
  dispatch(sessionSlice.actions.signedIn(user))
  storage.write('user', user)
}

/** welcome takes up a session that just began. */
export async function welcome(pair: TokenPair): Promise<void> {
  cache.clear()
  queue.forget()
  storage.set('event', null)
  if (pair.user) rememberUser(pair.user)
  stream.stop()
  stream.start()
  if (!isConsumer()) return
  void queue.put('consent', { method: 'POST', url: '/v1/me/consents', body: { kind: 'CONSENT_KIND_PRIVACY', version: noticeVersion, granted: true } })
  if (getState().session.adult && !pair.user?.ageConfirmed) await tellAdult()
  await Promise.all([adoptAddress(), loadCart(), countUnread()]).catch(() => undefined)
}

/** resume takes up the session of the last time. */
export function resume(): void {
  if (!session.signedIn) return
  stream.start()
  void queue.flush()
  void refreshMe()
  if (!isConsumer()) return
  void loadCart().catch(() => undefined)
  void countUnread()
  if (!getState().place.known) void adoptAddress().catch(() => undefined)
}

export function isConsumer(): boolean {
  return getState().session.user?.roles.includes('ROLE_CONSUMER') ?? false
}

export async function refreshMe(): Promise<void> {
  try {
    rememberUser(await api.get('/v1/me'))
  } catch {
    // The session's end is told by the session itself; anything else can wait.
  }
}

/** leave forgets everything about the person on this device. */
export function leave(): void {
  endSession()
  forget()
}

function forget() {
  stream.stop()
  queue.forget()
  cache.clear()
  storage.set('user', null)
  storage.set('event', null)
  storage.set('place', null)
  dispatch(sessionSlice.actions.signedOut())
  dispatch(cartSlice.actions.emptied())
  dispatch(placeSlice.actions.placeForgotten())
}

/** watchSession ties what happens below to what people see. Called once. */
export function watchSession(): void {
  session.onEnd(() => {
    forget()
    toast('登录已失效，请重新登录')
    void Taro.navigateTo({ url: '/pages/login/index' })
  })
  onRefused((_waiting, error) => {
    toastError(error)
    void loadCart().catch(() => undefined)
  })
}

/** confirmAdult records the statement on this device, and with the account if there is one. */
export async function confirmAdult(): Promise<void> {
  storage.set('adult', noticeVersion)
  dispatch(sessionSlice.actions.confirmedAdult())
  if (session.signedIn && isConsumer() && !getState().session.user?.ageConfirmed) await tellAdult()
}

async function tellAdult() {
  rememberUser(await api.post('/v1/me/age:confirm', { body: { adult: true, noticeVersion } }))
}

// ---- place and store

export function placeOf(address: Address): Place {
  return { point: address.point ?? getState().place.place.point, label: address.street + address.door, addressId: address.addressId }
}

export function moveTo(place: Place): void {
  dispatch(placeSlice.actions.placed(place))
  storage.write('place', place)
}

/** adoptAddress makes the default address the place, where no place is known. */
async function adoptAddress() {
  const { addresses } = await api.get('/v1/me/addresses')
  cache.put('addresses', addresses)
  const first = addresses.find((a) => a.isDefault) ?? addresses[0]
  if (first && !getState().place.known) moveTo(placeOf(first))
}

/** locate asks the device for the place where none is known. */
export async function locate(): Promise<void> {
  if (getState().place.known) return
  const point = await whereAmI()
  if (point) moveTo({ point, label: '当前位置', addressId: '' })
}

// ---- cart

export async function loadCart(): Promise<void> {
  if (!session.signedIn || !isConsumer()) return
  const cart = await api.get('/v1/cart')
  // What is on its way to the server is newer than its answer.
  if (queue.length === 0) dispatch(cartSlice.actions.loaded(cart))
}

/** setQuantity changes the cart at once, and tells the server as soon as it can be reached. */
export function setQuantity(storeId: string, skuId: string, quantity: number, line?: NewLine): void {
  dispatch(cartSlice.actions.quantitySet({ storeId, skuId, quantity, line }))
  void queue
    .put(`cart:${storeId}/${skuId}`, { method: 'PUT', url: '/v1/cart/items', body: { storeId, skuId, quantity: String(quantity) } })
    .then(() => (queue.length === 0 ? loadCart() : undefined))
    .catch(() => undefined)
}

// ---- messages

export async function countUnread(): Promise<void> {
  try {
    const { unreadCount } = await api.get('/v1/me/messages', { query: { pageSize: 1 } })
    dispatch(sessionSlice.actions.unreadCounted(unreadCount))
  } catch {
    // A badge can wait.
  }
}
