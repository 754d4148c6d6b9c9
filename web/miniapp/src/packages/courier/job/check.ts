import type { AgeCheck, Delivery, RefusalReason } from '@dajiu/api'
import { fen } from '@/domain/money'

export const checks: { check: AgeCheck; name: string; note: string }[] = [
  { check: 'AGE_CHECK_EVIDENT', name: '明显成年', note: '当面确认，外貌明显成年' },
  { check: 'AGE_CHECK_ID_SHOWN', name: '已查验证件', note: '身份证显示已满 18 周岁' },
]

export const refusals: { reason: RefusalReason; name: string }[] = [
  { reason: 'REFUSAL_REASON_MINOR', name: '收货人未成年' }, { reason: 'REFUSAL_REASON_NO_ID', name: '无法出示证件' },
  { reason: 'REFUSAL_REASON_REJECTED', name: '顾客拒收' }, { reason: 'REFUSAL_REASON_UNREACHABLE', name: '联系不上顾客' },
]

/** mayHandOver: liquor only after an age check, and only when the money due is in hand. */
export function mayHandOver(job: Pick<Delivery, 'ageCheck' | 'collectAmount'>, check: AgeCheck, collected: boolean): boolean {
  if (job.ageCheck && check !== 'AGE_CHECK_EVIDENT' && check !== 'AGE_CHECK_ID_SHOWN') return false
  return fen(job.collectAmount) === 0 || collected
}
