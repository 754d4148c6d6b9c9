import { sayReason } from './reasons'

export interface FieldProblem { field: string; reason: string }

/** What went wrong with a call, with words for people. Every failure of the transport is one of these. */
export class ApiError extends Error {
  /** 0 where no answer came. */
  readonly status: number
  /** Stable: code may test it. OFFLINE and TIMEOUT where no answer came. */
  readonly reason: string
  readonly requestId: string
  readonly fields: FieldProblem[]
  /** The server's own words, in English; empty where it said nothing. */
  readonly original: string

  constructor(init: { status: number; reason: string; message?: string; requestId?: string; fields?: FieldProblem[] }) {
    super(sayReason(init.reason, init.status, init.message))
    this.name = 'ApiError'
    this.status = init.status
    this.reason = init.reason
    this.requestId = init.requestId ?? ''
    this.fields = init.fields ?? []
    this.original = init.message ?? ''
  }

  /** Nobody knows whether the act took place: repeating it needs the same key. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500
  }

  /** Trying again may help. */
  get transient(): boolean {
    return this.uncertain || this.status === 429
  }

  /** No connection, as opposed to a server that refuses. */
  get offline(): boolean {
    return this.reason === 'OFFLINE' || this.reason === 'TIMEOUT'
  }

  /** The problem of a field of a form, by its name in the API (address.phone, or phone). */
  of(field: string): string | undefined {
    return this.fields.find((f) => f.field === field || f.field.endsWith(`.${field}`))?.reason
  }
}

interface ErrorBody {
  error?: { status?: number; reason?: string; message?: string; requestId?: string; fields?: FieldProblem[] }
}

/** errorFrom reads a refusal of the API. An answer of something else, such as a proxy, is one too. */
export function errorFrom(status: number, body: unknown): ApiError {
  const doc = typeof body === 'object' && body !== null ? (body as ErrorBody).error : undefined
  return new ApiError({
    status,
    reason: doc?.reason ?? (status >= 500 ? 'UNAVAILABLE' : 'UNEXPECTED'),
    message: doc?.message,
    requestId: doc?.requestId,
    fields: doc?.fields,
  })
}

export const offline = () => new ApiError({ status: 0, reason: 'OFFLINE' })
export const timedOut = () => new ApiError({ status: 0, reason: 'TIMEOUT' })

/** asApiError makes anything thrown presentable. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  return new ApiError({ status: 0, reason: 'UNEXPECTED' })
}
