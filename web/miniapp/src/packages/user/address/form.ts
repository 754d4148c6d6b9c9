import type { Address } from '@dajiu/api'
import type { Point } from '@/domain/geo'

export interface Draft {
  contactName: string
  phone: string
  street: string
  door: string
  label: string
  isDefault: boolean
  point: Point | null
  district: string
}

export const emptyDraft: Draft = { contactName: '', phone: '', street: '', door: '', label: '', isDefault: false, point: null, district: '' }

export function draftOf(a: Address): Draft {
  return {
    contactName: a.contactName, phone: a.phone, street: a.street, door: a.door, label: a.label, isDefault: a.isDefault,
    point: a.point ? { latE6: a.point.latE6, lngE6: a.point.lngE6 } : null, district: a.district,
  }
}

export type Problems = Partial<Record<'contactName' | 'phone' | 'street' | 'point', string>>

/** problemsOf says what keeps a draft from being saved, by field. The server checks the same again. */
export function problemsOf(d: Draft): Problems {
  const problems: Problems = {}
  if (d.contactName.trim() === '') problems.contactName = '请填写联系人'
  if (!/^1[3-9][0-9]{9}$/.test(d.phone.trim())) problems.phone = '请填写 11 位手机号'
  if (d.street.trim() === '') problems.street = '请填写街道、小区或楼宇'
  if (!d.point) problems.point = '请在地图上选择位置'
  return problems
}
