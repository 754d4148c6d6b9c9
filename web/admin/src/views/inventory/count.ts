import { api, type Schema } from '@/api'
import { barcode, goods, learnGoods } from '@/composables/goods'
import { moment } from '@/composables/format'
import { name } from '@/composables/people'
import { t } from '@/locales'

export type Sheet = Schema<'v1CountSheet'>
export type Line = Schema<'inventoryV1CountLine'>

/** How a sheet's state looks. */
export const tones: Record<string, 'primary' | 'warning' | 'success' | 'info'> = {
  COUNT_SHEET_STATE_OPEN: 'primary', COUNT_SHEET_STATE_SUBMITTED: 'warning', COUNT_SHEET_STATE_POSTING: 'warning', COUNT_SHEET_STATE_POSTED: 'success', COUNT_SHEET_STATE_CANCELLED: 'info',
}

/** worth is what a line's difference comes to, in fen: negative where something is missing. */
export function worth(line: Pick<Line, 'difference' | 'price'>): string {
  return String(BigInt(line.difference) * BigInt(line.price))
}

/** signed writes a number with its sign. */
export const signed = (n: string): string => (n.startsWith('-') || n === '0' ? n : `+${n}`)

/** yuanOf writes fen as a plain number of yuan, for a spreadsheet: -1234 is -12.34. */
export function yuanOf(fen: string): string {
  const digits = fen.replace('-', '').padStart(3, '0')
  return `${fen.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** cell makes a text safe for a spreadsheet: quoted, and never taken for a formula. */
export function cell(text: string): string {
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`
}

/** csvOf writes lines of a sheet as a table that spreadsheets open, with what they call it in the language that is spoken. */
export function csvOf(storeId: string, lines: Line[]): string {
  const heads = ['inventory.goods', 'inventory.sheets.barcode', 'inventory.sku', 'inventory.sheets.book', 'inventory.counted', 'inventory.sheets.difference', 'inventory.sheets.price', 'inventory.sheets.value', 'inventory.sheets.by', 'inventory.sheets.at']
  const rows = lines.map((line) => [
    cell(goods(storeId, line.skuId)), cell(barcode(storeId, line.skuId)), cell(line.skuId),
    ...(line.counted ? [line.bookQuantity, line.countedQuantity, line.difference, yuanOf(line.price), yuanOf(worth(line)), cell(name(line.countedBy)), cell(moment(line.countTime))] : ['', '', '', yuanOf(line.price), '', '', '']),
  ])
  return `\uFEFF${[heads.map((head) => cell(t(head))), ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`
}

/** allLines reads a whole sheet, with what its goods are called: 5,000 lines at most. */
export async function allLines(storeId: string, sheetId: string): Promise<Line[]> {
  const lines: Line[] = []
  let pageToken: string | undefined
  do {
    const page = await api.get('/v1/merchant/stores/{storeId}/count-sheets/{sheetId}/lines', { path: { storeId, sheetId }, query: { pageSize: 200, pageToken } })
    lines.push(...page.lines)
    pageToken = page.nextPageToken || undefined
  } while (pageToken)
  await learnGoods(storeId, lines.map((line) => line.skuId))
  return lines
}
