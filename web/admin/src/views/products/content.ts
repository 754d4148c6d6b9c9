// What an editor of a product works with, and the way to and from what the API takes.
import type { Schema } from '@/api'
import { fenOf } from '@/composables/format'

export type Content = Schema<'v1ProductContent'>
type PutSku = Schema<'v1PutSku'>

/** A SKU as it is edited: amounts in yuan, numbers as they were typed. */
export interface SkuDraft { code: string; spec: string; barcode: string; list: string; price: string; member: string; cost: string; weight: string; volume: string }

/** A product as it is edited. */
export interface Draft {
  code: string; categoryCode: string; brandCode: string; name: string; subtitle: string; description: string
  imageUrls: string[]; attributes: Record<string, string>; tags: string[]; skus: SkuDraft[]
}

export const emptyDraft = (): Draft => ({ code: '', categoryCode: '', brandCode: '', name: '', subtitle: '', description: '', imageUrls: [], attributes: {}, tags: [], skus: [] })

/** plainYuan writes an amount as a field shows it: 268, 268.5, nothing for none. */
export function plainYuan(fen: string): string {
  if (!fen || fen === '0') return ''
  const digits = fen.padStart(3, '0')
  const cents = digits.slice(-2).replace(/0+$/, '')
  return `${digits.slice(0, -2)}${cents ? `.${cents}` : ''}`
}

const plain = (n: number) => (n ? String(n) : '')

export function draftOf(code: string, content: Content): Draft {
  return {
    code, categoryCode: content.categoryCode, brandCode: content.brandCode, name: content.name, subtitle: content.subtitle, description: content.description,
    imageUrls: content.imageUrls, attributes: { ...content.attributes }, tags: content.tags,
    skus: content.skus.map((sku) => ({
      code: sku.code, spec: sku.spec, barcode: sku.barcode, list: plainYuan(sku.listPrice), price: plainYuan(sku.price), member: plainYuan(sku.memberPrice), cost: plainYuan(sku.cost),
      weight: plain(sku.weightGrams), volume: plain(sku.volumeMl),
    })),
  }
}

/** contentOf is what the API takes of a draft; attributes that the category does not have stay behind. */
export function contentOf(draft: Draft, keys: string[]): Content {
  const fen = (yuan: string) => fenOf(yuan) ?? '0'
  const sku = (s: SkuDraft): PutSku => ({
    code: s.code, spec: s.spec, barcode: s.barcode, listPrice: fen(s.list), price: fen(s.price), memberPrice: fen(s.member || s.price), cost: fen(s.cost || '0'),
    weightGrams: Number(s.weight) || 0, volumeMl: Number(s.volume) || 0,
  })
  const attributes = Object.fromEntries(Object.entries(draft.attributes).filter(([key, value]) => keys.includes(key) && value !== ''))
  return {
    categoryCode: draft.categoryCode, brandCode: draft.brandCode, name: draft.name, subtitle: draft.subtitle, description: draft.description,
    imageUrls: draft.imageUrls, tags: draft.tags, attributes, skus: draft.skus.map(sku),
  }
}

/** A group of values that packs differ by: 容量 with 500ml and 750ml. */
export interface SpecGroup { name: string; values: string[] }

/** combine makes every pack of some groups of values: 500ml 单瓶, 500ml 整箱, … */
export function combine(groups: SpecGroup[]): string[] {
  const used = groups.map((g) => g.values.map((v) => v.trim()).filter((v) => v !== '')).filter((values) => values.length > 0)
  if (used.length === 0) return []
  return used.reduce<string[]>((specs, values) => specs.flatMap((spec) => values.map((value) => (spec ? `${spec} ${value}` : value))), [''])
}

/** matrix keeps the SKUs whose pack is wanted as they are and makes the others, with codes that none has had. */
export function matrix(skus: SkuDraft[], specs: string[], productCode: string, taken: string[] = []): SkuDraft[] {
  const used = new Set([...skus.map((s) => s.code), ...taken])
  let n = 0
  const fresh = () => {
    do n++
    while (used.has(`${productCode}-${n}`))
    return `${productCode}-${n}`
  }
  const pattern = skus[0]
  return specs.map((spec) => skus.find((s) => s.spec === spec) ?? {
    code: fresh(), spec, barcode: '', list: pattern?.list ?? '', price: pattern?.price ?? '', member: pattern?.member ?? '', cost: pattern?.cost ?? '',
    weight: pattern?.weight ?? '', volume: pattern?.volume ?? '',
  })
}

/** What is wrong with a SKU's prices, as a key of words; empty where nothing is. Cost ≤ member ≤ sale ≤ list. */
export function priceProblem(s: SkuDraft): string {
  const [list, price, member, cost] = [s.list, s.price, s.member || s.price, s.cost || '0'].map((text) => fenOf(text)) as [string | null, string | null, string | null, string | null]
  if (list === null || price === null || member === null || cost === null) return 'products.wrong.amount'
  if (BigInt(price) <= 0n) return 'products.wrong.zero'
  if (BigInt(price) > BigInt(list)) return 'products.wrong.list'
  if (BigInt(member) > BigInt(price)) return 'products.wrong.member'
  if (BigInt(cost) > BigInt(member)) return 'products.wrong.cost'
  return ''
}

/** rate is the tenths of a percent that a share of alcohol is kept in, from what people type: 53 is 530. */
export function rate(percent: string): string {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(percent.trim())
  return match ? String(Number(match[1]) * 10 + Number(match[2] ?? 0)) : percent
}

/** percentOf is the way back. */
export function percentOf(kept: string): string {
  return /^\d+$/.test(kept) ? `${Math.floor(Number(kept) / 10)}${Number(kept) % 10 ? `.${Number(kept) % 10}` : ''}` : kept
}
