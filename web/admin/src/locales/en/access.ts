export default {
  staff: 'Staff', staffNote: 'Accounts of those who work for the platform and its merchants: their roles, and how far those reach.', roles: 'Roles', rolesNote: 'A role is a set of permissions; changes count within a second. Nobody gives what they do not hold.',
  username: 'User name', name: 'Name', grants: 'Grants', state: 'State', since: 'Since', userId: 'Account number', on: 'On', off: 'Off', newStaff: 'New account', firstPassword: 'First password (10 or more)', kind: 'Kind of staff', storeIds: 'Store numbers (with commas)',
  role: 'Role', scope: 'Reach', addGrant: 'Add grant', signedOut: 'They will be signed out, so that it counts.', own: 'Nobody changes their own rights.', account: 'Account', turnOff: 'Turn account off', turnOn: 'Turn account on', resetTotp: 'Reset second factor', resetAsk: 'Their second factor is removed, and they are signed out. Go on?',
  explain: 'Explain access', permission: 'Permission', storeId: 'Store number (optional)', why: 'May they?', newRole: 'New role', roleName: 'Name of the role', find: 'Find a permission', builtIn: 'Roles that every installation has hold all that their kind may hold, and cannot be changed. Copy it to make another.', everything: 'everything', permissions: '{n} permissions',
  difference: 'Not saved: {added} more, {removed} fewer', copyRole: 'Copy', removeAsk: 'Remove the role “{name}”?',
  kinds: { ROLE_UNSPECIFIED: 'Unknown', ROLE_CONSUMER: 'Customer', ROLE_OPERATOR: 'Operator', ROLE_MERCHANT: 'Store staff', ROLE_COURIER: 'Courier', ROLE_SERVICE: 'Service' },
  scopes: { DATA_SCOPE_UNSPECIFIED: 'Unknown', DATA_SCOPE_OWN: 'Own', DATA_SCOPE_STORE: 'Stores', DATA_SCOPE_MERCHANT: 'Merchants', DATA_SCOPE_REGION: 'Regions', DATA_SCOPE_ALL: 'Everything' },
  idsOf: { DATA_SCOPE_STORE: 'Store numbers', DATA_SCOPE_MERCHANT: 'Merchant numbers', DATA_SCOPE_REGION: 'Division codes' },
  services: { user: 'Accounts and access', product: 'Products and stores', inventory: 'Inventory', order: 'Orders', payment: 'Payments', delivery: 'Delivery', message: 'Messages', merchant: 'Merchants', analytics: 'Analytics', operations: 'Operations', gateway: 'Gateway' },
}
