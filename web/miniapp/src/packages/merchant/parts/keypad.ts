/** The length of a pickup code. */
export const codeLength = 8

export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'back' | 'clear'

export const keys: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'back']

/** pressed is a code after a key: no digit goes beyond its length. */
export function pressed(code: string, key: Key): string {
  if (key === 'clear') return ''
  if (key === 'back') return code.slice(0, -1)
  return code.length < codeLength ? code + key : code
}

/** codeIn finds the pickup code in what a camera read: the code alone, or after a colon. Empty where there is none. */
export function codeIn(scanned: string): string {
  return /^(?:.*[:=/])?(\d{8})$/.exec(scanned.trim())?.[1] ?? ''
}
