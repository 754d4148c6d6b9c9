import type { Schema } from '@/api'

export type Permission = Schema<'v1Permission'>
export type Role = Schema<'v1StaffRole'>
export type Kind = Schema<'v1Role'>
export type Scope = Schema<'v1DataScope'>

/** Tone and order of what a role may reach, for each kind of staff. */
export const scopesOf: Record<string, Scope[]> = {
  ROLE_OPERATOR: ['DATA_SCOPE_ALL', 'DATA_SCOPE_REGION', 'DATA_SCOPE_MERCHANT', 'DATA_SCOPE_STORE'],
  ROLE_MERCHANT: ['DATA_SCOPE_MERCHANT', 'DATA_SCOPE_STORE'],
  ROLE_COURIER: ['DATA_SCOPE_OWN'],
}

export const kinds: Kind[] = ['ROLE_OPERATOR', 'ROLE_MERCHANT', 'ROLE_COURIER']

/** wantsIds says whether a scope names stores, merchants or divisions. */
export function wantsIds(scope: Scope): boolean {
  return scope === 'DATA_SCOPE_REGION' || scope === 'DATA_SCOPE_MERCHANT' || scope === 'DATA_SCOPE_STORE'
}

export interface Leaf { id: string; label: string }
export interface Branch extends Leaf { children: Leaf[] }

/** treeOf groups what a kind of staff may hold by the service that owns it, and by its noun. */
export function treeOf(all: Permission[], kind: Kind, serviceName: (service: string) => string): Branch[] {
  const services = new Map<string, Branch>()
  for (const p of all.filter((one) => one.kinds.includes(kind))) {
    const branch: Branch = services.get(p.service) ?? { id: `:${p.service}`, label: serviceName(p.service), children: [] }
    branch.children.push({ id: p.name, label: p.title })
    services.set(p.service, branch)
  }
  return [...services.values()]
}

export interface Difference { added: string[]; removed: string[] }

/** differ tells what a role would gain and lose. */
export function differ(stored: string[], chosen: string[]): Difference {
  const before = new Set(stored)
  const after = new Set(chosen)
  return { added: chosen.filter((p) => !before.has(p)), removed: stored.filter((p) => !after.has(p)) }
}

/** idsOf reads numbers that a person typed, apart by commas or blanks. */
export function idsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,，;；]+/).filter((part) => /^\d{1,19}$/.test(part)))]
}
