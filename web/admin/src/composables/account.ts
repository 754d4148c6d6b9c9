import { t, te } from '@/locales'

/** accountName is what an account of the ledger is called; of one that many have (merchant:7), with the number of whose it is. */
export function accountName(code: string): string {
  const whole = `payments.accounts.${code.replace(':', '_')}`
  if (te(whole)) return t(whole)
  const [kind, whose] = code.split(':')
  const key = `payments.accounts.${kind}`
  return te(key) ? `${t(key)} ${whose}` : code
}
