export default { title: 'Sign in', username: 'User name', password: 'Password', otp: 'One-time code', go: 'Sign in', demo: 'Demo accounts: one tap' }
