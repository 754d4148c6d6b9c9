export default {
  title: 'My settings', profile: 'Profile', nickname: 'Nickname', password: 'Password', passwordHint: 'All devices are signed out; sign in again with the new one.', oldPassword: 'Present password', otp: 'Code', newPassword: 'New password (10 or more)', again: 'Once more', differs: 'The two differ', changePassword: 'Change password',
  totp: 'Second factor', totpHint: 'Signing in then needs a code of an authenticator besides the password.', enroll: 'Set up a second factor', turnOn: 'Check and turn on', turnOff: 'Turn off', scan: 'Scan this with your authenticator', typeIn: 'Or type in the secret', recovery: 'Keep these recovery codes: each works once, and they are shown only now', keptThem: 'I have kept them',
  devices: 'Signed in on', here: 'here', end: 'Sign out', endAsk: 'Sign out “{device}”?',
}
