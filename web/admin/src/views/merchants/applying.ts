import type { Schema } from '@/api'

/** An application as the server always answers it: with its facts. */
export type Application = Schema<'v1Application'> & { facts: Schema<'v1Facts'>; confidential: Schema<'v1Confidential'> }
/** A merchant as it is answered alone: with the facts that were approved last. */
export type Merchant = Schema<'v1Merchant'> & { facts: Schema<'v1Facts'>; confidential: Schema<'v1Confidential'> }
export type State = Schema<'v1ApplicationState'>

export const states: State[] = [
  'APPLICATION_STATE_DRAFT', 'APPLICATION_STATE_SUBMITTED', 'APPLICATION_STATE_RETURNED', 'APPLICATION_STATE_APPROVED', 'APPLICATION_STATE_OPENED', 'APPLICATION_STATE_REJECTED', 'APPLICATION_STATE_WITHDRAWN',
]

/** toneOf is the colour of an application's state. */
export function toneOf(state: State): 'success' | 'info' | 'danger' | 'warning' | 'primary' {
  switch (state) {
    case 'APPLICATION_STATE_SUBMITTED': return 'primary'
    case 'APPLICATION_STATE_RETURNED': return 'warning'
    case 'APPLICATION_STATE_APPROVED': case 'APPLICATION_STATE_OPENED': return 'success'
    case 'APPLICATION_STATE_REJECTED': return 'danger'
    default: return 'info'
  }
}

export interface LicenceModel { number: string; pictureUrl: string; expireTime: string | null }
export interface OutletModel { code: string; name: string; address: string; latE6: number; lngE6: number; region: number; phone: string; food: LicenceModel; liquor: LicenceModel }
export interface FactsModel { companyName: string; creditCode: string; legalPerson: string; merchantCode: string; business: LicenceModel; outlets: OutletModel[] }
export interface ConfidentialModel { contactName: string; contactPhone: string; accountName: string; accountBank: string; accountNumber: string }
export interface ApplyingModel { facts: FactsModel; confidential: ConfidentialModel }

export const noLicence = (): LicenceModel => ({ number: '', pictureUrl: '', expireTime: null })
export const noOutlet = (): OutletModel => ({ code: '', name: '', address: '', latE6: 0, lngE6: 0, region: 0, phone: '', food: noLicence(), liquor: noLicence() })
export const noSecrets = (): ConfidentialModel => ({ contactName: '', contactPhone: '', accountName: '', accountBank: '', accountNumber: '' })
export const nothing = (): ApplyingModel => ({ facts: { companyName: '', creditCode: '', legalPerson: '', merchantCode: '', business: noLicence(), outlets: [noOutlet()] }, confidential: noSecrets() })

const licence = (l: Schema<'v1Licence'> | undefined | null): LicenceModel => ({ number: l?.number ?? '', pictureUrl: l?.pictureUrl ?? '', expireTime: l?.expireTime ?? null })

/** modelOf is what was applied with, for a form. What is confidential comes masked, so that the form begins without it: left empty it stays as it is. */
export function modelOf(facts: Schema<'v1Facts'>): ApplyingModel {
  return {
    facts: {
      companyName: facts.companyName, creditCode: facts.creditCode, legalPerson: facts.legalPerson, merchantCode: facts.merchantCode, business: licence(facts.business),
      outlets: facts.outlets.map((o) => ({ code: o.code, name: o.name, address: o.address, latE6: o.latE6, lngE6: o.lngE6, region: o.region, phone: o.phone, food: licence(o.food), liquor: licence(o.liquor) })),
    },
    confidential: noSecrets(),
  }
}

/** bodyOf is a form as the API takes it: a licence without an end has none. */
export function bodyOf(model: ApplyingModel) {
  const licenceBody = (l: LicenceModel) => ({ number: l.number, pictureUrl: l.pictureUrl, ...(l.expireTime ? { expireTime: l.expireTime } : {}) })
  const { facts } = model
  return {
    facts: {
      ...facts, business: licenceBody({ ...facts.business, number: facts.creditCode }),
      outlets: facts.outlets.map((o) => ({ ...o, food: licenceBody(o.food), liquor: licenceBody(o.liquor) })),
    },
    confidential: model.confidential,
  }
}

/** daysLeft is how many days an instant is away; negative where it has gone by. */
export function daysLeft(at: string, now = Date.now()): number {
  return Math.ceil((Date.parse(at) - now) / 86_400_000)
}
