import type { paths } from './schema'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

type Operation<P extends keyof Paths, M extends Method, Paths> = Paths[P] extends { [k in M]: infer O } ? O : never
type PathsWith<M extends Method, Paths> = {
  [P in keyof Paths]: Paths[P] extends { [k in M]: { responses: unknown } } ? P : never
}[keyof Paths]

/** Whatever the server fills in by itself need not be sent. */
export type Loose<T> = T extends (infer E)[] ? Loose<E>[] : T extends object ? { [K in keyof T]?: Loose<T[K]> } : T

type Query<O> = O extends { parameters: { query?: infer Q } } ? ([Q] extends [undefined] ? never : Q) : never
type PathOf<O> = O extends { parameters: { path: infer V } } ? V : never
type Body<O> = O extends { requestBody: { content: infer C } } ? (C[keyof C] extends infer B ? Loose<B> : never) : never
type Answer<O> = O extends { responses: { 200: { content: infer C } } } ? C[keyof C] : void

/** How one call is to be treated by the transport. */
export interface CallOptions {
  /** Names the attempt: the same key for the same act. The transport makes one where none is given. */
  key?: string
  /** The answer is wanted within this many milliseconds. */
  timeoutMs?: number
}

type Arguments<O> = ([PathOf<O>] extends [never] ? { path?: undefined } : { path: PathOf<O> }) &
  ([Body<O>] extends [never] ? { body?: undefined } : { body: Body<O> }) & {
    query?: [Query<O>] extends [never] ? undefined : Query<O>
  } & CallOptions

/** One request, as transports send it. */
export interface Wire extends CallOptions {
  method: Uppercase<Method>
  /** Path and query, from the root. */
  url: string
  body?: unknown
}

/** A transport sends a request and returns the decoded answer, or throws. */
export type Transport = <T>(wire: Wire) => Promise<T>

type Scalar = string | number | boolean

function queryString(query: Record<string, Scalar | Scalar[] | undefined> | undefined): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(one)}`)
    }
  }
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** fillPath puts values into a path of the API; a missing one is a programming error. */
export function fillPath(path: string, values: Record<string, Scalar | undefined> | undefined): string {
  return path.replace(/\{([^}]+)\}/g, (_whole, name: string) => {
    const value = values?.[name]
    if (value === undefined || value === '') throw new Error(`api: ${path} wants ${name}`)
    return encodeURIComponent(value)
  })
}

/** createApi returns the API's calls, typed by path: `api.get('/v1/products/{productId}', { path: { productId } })`. */
export function createApi<Paths = paths>(send: Transport) {
  type Call<M extends Method> = <P extends PathsWith<M, Paths>>(
    path: P,
    ...rest: Arguments<Operation<P, M, Paths>> extends infer A ? (object extends A ? [A?] : [A]) : never
  ) => Promise<Answer<Operation<P, M, Paths>>>
  const call = (method: Method) =>
    ((path: string, args?: { path?: Record<string, Scalar | undefined>; query?: Record<string, Scalar | Scalar[] | undefined>; body?: unknown } & CallOptions) => {
      const wire: Wire = {
        method: method.toUpperCase() as Uppercase<Method>,
        url: fillPath(path, args?.path) + queryString(args?.query),
        body: args?.body,
      }
      if (args?.key !== undefined) wire.key = args.key
      if (args?.timeoutMs !== undefined) wire.timeoutMs = args.timeoutMs
      return send(wire)
    }) as unknown
  return {
    get: call('get') as Call<'get'>,
    post: call('post') as Call<'post'>,
    put: call('put') as Call<'put'>,
    patch: call('patch') as Call<'patch'>,
    del: call('delete') as Call<'delete'>,
  }
}

export type Api = ReturnType<typeof createApi<paths>>
