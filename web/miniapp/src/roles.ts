// Where each role's day begins. A role without pages here has no home, and its accounts are not offered.
const homes: Readonly<Record<string, string>> = {
  ROLE_MERCHANT: '/packages/merchant/home/index',
  ROLE_COURIER: '/packages/courier/home/index',
}

/** Roles whose workbench opens later: each has a page that tells a customer how it will be had. No account has one yet. */
export const upcoming = [
  { url: '/packages/driver/home/index', name: '代驾司机', icon: 'wheel' },
  { url: '/packages/agent/home/index', name: '区域代理', icon: 'flag' },
] as const

/** homeOf is where a person with these roles lands; null for customers, who land where they came from. */
export function homeOf(roles: readonly string[]): string | null {
  for (const role of roles) {
    const home = homes[role]
    if (home) return home
  }
  return null
}
