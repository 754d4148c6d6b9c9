import { computed, onActivated, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { asApiError, type ApiError } from '@dajiu/api'

/** What a list is asked for: each filter is a text, or several. They are in the page's address, so that it can be kept and sent. */
export type Filters = Record<string, string | string[]>

type Query = Record<string, string | string[]>

export interface Page { pageSize: number; pageToken?: string }

/** One page of a list, as the server gives it. */
export interface Rows<Row> { rows: Row[]; next: string }

export interface ListSpec<F extends Filters, Row> {
  /** All filters with what they are where nothing is said; their kind (text or several) is that of the default. */
  filters: F
  load: (filters: F, page: Page) => Promise<Rows<Row>>
  pageSize?: number
}

export interface List<F extends Filters, Row> {
  /** What the fields show; search() makes it so. */
  filters: F
  /** What the rows were asked for. */
  asked: Readonly<Ref<F>>
  rows: Ref<Row[]>
  loading: Ref<boolean>
  error: Ref<ApiError | null>
  hasNext: Ref<boolean>
  hasPrevious: Ref<boolean>
  pageNumber: Ref<number>
  pageSize: Ref<number>
  filtered: Ref<boolean>
  search(): void
  reset(): void
  apply(filters: Filters): void
  resize(pageSize: number): void
  reload(): Promise<void>
  next(): void
  previous(): void
}

export const pageSizes = [20, 50, 100]

/** read takes filters out of a page's address; what is not named there is as by default. */
export function readFilters<F extends Filters>(query: LocationQuery, defaults: F): F {
  return Object.fromEntries(Object.entries(defaults).map(([name, otherwise]) => {
    const value = query[name]
    if (value === undefined) return [name, Array.isArray(otherwise) ? [...otherwise] : otherwise]
    const texts = (Array.isArray(value) ? value : [value]).filter((text): text is string => text !== null)
    return [name, Array.isArray(otherwise) ? texts.filter((text) => text !== '') : (texts[0] ?? '')]
  })) as F
}

/** writeFilters makes an address of filters; what is as by default is left out. */
export function writeFilters(filters: Filters, defaults: Filters): Query {
  const query: Query = {}
  for (const [name, value] of Object.entries(filters)) {
    const otherwise = defaults[name]
    if (otherwise === undefined || String(value) === String(otherwise)) continue
    query[name] = Array.isArray(value) && value.length === 0 ? '' : value
  }
  return query
}

/**
 * useList keeps one list of a page: filters, page and page size live in the address, so that reload, back and a link that
 * was sent show the same. The server pages: whatever a list's length, one page is asked for. An answer that was overtaken
 * by a later question is dropped.
 */
export function useList<F extends Filters, Row>(spec: ListSpec<F, Row>): List<F, Row> {
  const route = useRoute()
  const router = useRouter()
  const own = route.path
  const filters = reactive(readFilters(route.query, spec.filters)) as F
  const asked = shallowRef(readFilters(route.query, spec.filters)) as Ref<F>
  const rows = shallowRef<Row[]>([]) as Ref<Row[]>
  const loading = ref(false)
  const error = shallowRef<ApiError | null>(null)
  const nextToken = ref('')
  const pageSize = ref(spec.pageSize ?? pageSizes[0] as number)
  // Tokens lead forward only: where each page began is remembered.
  const begins = new Map<number, string>()
  let question = 0
  let loaded = ''

  const tokenOf = (query: LocationQuery) => (typeof query.after === 'string' ? query.after : '')
  const pageNumber = computed(() => Number(route.query.page ?? 1) || 1)

  async function load(query: LocationQuery) {
    const mine = ++question
    asked.value = readFilters(query, spec.filters)
    Object.assign(filters, readFilters(query, spec.filters))
    pageSize.value = pageSizes.includes(Number(query.size)) ? Number(query.size) : (spec.pageSize ?? pageSizes[0] as number)
    loaded = JSON.stringify(query)
    begins.set(Number(query.page ?? 1) || 1, tokenOf(query))
    loading.value = true
    try {
      const page = await spec.load(asked.value, { pageSize: pageSize.value, pageToken: tokenOf(query) || undefined })
      if (mine !== question) return
      rows.value = page.rows
      nextToken.value = page.next
      error.value = null
    } catch (thrown) {
      if (mine !== question) return
      error.value = asApiError(thrown)
      rows.value = []
      nextToken.value = ''
    } finally {
      if (mine === question) loading.value = false
    }
  }

  // A page that is kept alive behind others does not follow their addresses.
  watch(() => route.query, (query) => { if (route.path === own) void load(query) }, { immediate: true })
  onActivated(() => { if (loaded !== JSON.stringify(route.query)) void load(route.query) })

  const size = (): Query => (pageSize.value === (spec.pageSize ?? pageSizes[0]) ? {} : { size: String(pageSize.value) })

  function go(query: Query) {
    if (JSON.stringify(query) === JSON.stringify(route.query)) void load(route.query)
    else void router.push({ query })
  }

  return {
    filters, asked, rows, loading, error, pageSize, pageNumber,
    hasNext: computed(() => nextToken.value !== ''),
    hasPrevious: computed(() => pageNumber.value > 1),
    filtered: computed(() => Object.keys(writeFilters(asked.value, spec.filters)).length > 0),
    search: () => go({ ...writeFilters(filters, spec.filters), ...size() }),
    reset: () => go(size()),
    apply: (values) => go({ ...writeFilters({ ...spec.filters, ...values }, spec.filters), ...size() }),
    resize: (n) => {
      pageSize.value = n
      go({ ...writeFilters(asked.value, spec.filters), ...size() })
    },
    reload: () => load(route.query),
    next: () => {
      if (nextToken.value) go({ ...writeFilters(asked.value, spec.filters), ...size(), after: nextToken.value, page: String(pageNumber.value + 1) })
    },
    previous: () => {
      const page = pageNumber.value - 1
      const base = { ...writeFilters(asked.value, spec.filters), ...size() }
      const after = begins.get(page)
      if (page > 1 && after) go({ ...base, after, page: String(page) })
      else if (page >= 1) go(base)
    },
  }
}
