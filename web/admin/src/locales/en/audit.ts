export default {
  title: 'Audit log', note: 'Who did what, and when. Entries are only ever added.', time: 'Time', actor: 'By', actorId: 'By (number)', act: 'Act', permission: 'Permission', target: 'About', targetId: 'About (number)', store: 'Store', outcome: 'Outcome',
  reason: 'Reason', address: 'Address', agent: 'Client', request: 'Request', requestId: 'Request number', before: 'Before', after: 'After', method: 'Method', ok: 'Done', refused: 'Refused: {reason}', period: 'Period', detail: 'The act in detail', choosePermission: 'Choose or type a permission',
  methods: { LoginStaff: 'Staff sign-in', LoginWechat: 'WeChat sign-in', LoginPhone: 'Phone sign-in', LoginOpenID: 'Single sign-on', SendLoginCode: 'Sign-in code sent', RefreshToken: 'Session renewed', Logout: 'Sign-out' },
}
