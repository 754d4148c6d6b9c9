/** The most that a store may ask for one piece, in fen. */
const most = 100_000_000

/** readYuan reads a price as people type it into fen: 12, 12.5, 12.50. Null where it is none. */
export function readYuan(text: string): number | null {
  const read = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!read) return null
  const amount = Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'))
  return amount > 0 && amount <= most ? amount : null
}
