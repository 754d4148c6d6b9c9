export default {
  title: '个人设置', profile: '资料', nickname: '昵称', password: '登录密码', passwordHint: '修改后所有设备都会下线，请用新密码重新登录。', oldPassword: '当前密码', otp: '动态验证码', newPassword: '新密码（至少 10 位）', again: '再输一次', differs: '两次输入不一致', changePassword: '修改密码',
  totp: '两步验证', totpHint: '登录时除密码外还需验证器应用的动态码。', enroll: '开启两步验证', turnOn: '验证并开启', turnOff: '关闭两步验证', scan: '用验证器应用扫描二维码', typeIn: '或手动输入密钥', recovery: '请保存这些恢复码，每个只能用一次，且不再显示', keptThem: '我已保存',
  devices: '登录设备', here: '本机', end: '下线', endAsk: '让“{device}”下线？',
}
