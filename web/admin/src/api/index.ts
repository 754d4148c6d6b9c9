// The one place where the request layer meets the platform. Pages use `api` from here.
import { Acts, ApiError, asApiError, createApi, createTransport, type Schema, type Transport, type Wire } from '@dajiu/api'
import { send } from './send'
import { session } from './session'

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms) })

const acts = new Acts(() => Date.now(), () => Math.random())
const plain = createTransport({ send, session, acts, wait, random: () => Math.random(), online: () => navigator.onLine })

/** Proof asks the person to prove who they are, and answers false where they would not. */
type Proof = () => Promise<boolean>

let prove: Proof = () => Promise.resolve(false)
let denied: () => void = () => undefined

/** provideProof says who asks for the password again where the server wants it (二次验证). */
export function provideProof(ask: Proof) { prove = ask }

/** onDenied is told when the server refuses something for want of a permission: what is shown may be out of date. */
export function onDenied(listener: () => void) { denied = listener }

/**
 * withProof lets a person who must prove anew who they are do so, and then makes the call again: pages need not know which
 * calls ask for it. A refusal for want of a permission is passed on, and told.
 */
const transport: Transport = async <T>(wire: Wire): Promise<T> => {
  try {
    return await plain<T>(wire)
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.reason === 'STEP_UP_REQUIRED' && await prove()) return plain<T>(wire)
    if (error.status === 403 && error.reason !== 'STEP_UP_REQUIRED') denied()
    throw error
  }
}

/** The API, typed. Every call has the session's token, a key where it writes, and is tried again where that is safe. */
export const api = createApi(transport)

export { session } from './session'
export { ApiError, asApiError }
export type { Schema }
