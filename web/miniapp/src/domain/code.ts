// Codes sent by text message: what a person types, and when they may ask for another.

/** A number of the Chinese mainland. */
export const isMobile = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone)

export const isCode = (code: string): boolean => /^\d{6}$/.test(code)

/** Digits of what was typed or pasted, at most so many: people paste +86 138-0013-8000. */
export function digits(typed: string, most: number): string {
  const only = typed.replace(/\D/g, '')
  return (most === 11 && only.length > 11 && only.startsWith('86') ? only.slice(2) : only).slice(0, most)
}

/** secondsLeft until a moment, whole ones, never less than 0. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000))

/** sayAgain is what the button for another code says. */
export function sayAgain(sent: boolean, left: number): string {
  if (left > 0) return `${left} 秒后重发`
  return sent ? '重新获取' : '获取验证码'
}
