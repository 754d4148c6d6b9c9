export default { title: '登录', username: '账号', password: '密码', otp: '动态验证码', go: '登录', demo: '演示账号，点一下即可进入' }
