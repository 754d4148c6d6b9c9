// A person signs in with a phone and the code of a text message, and binds a phone by one.
import assert from 'node:assert/strict'

/** The newest message that the demo shows on the page. */
async function code(phone) {
  await phone.sees('您的手机收到')
  const text = await phone.words('您的验证码是').innerText()
  return /\d{6}/.exec(text)[0]
}

const wrong = (digits) => String((Number(digits) + 1) % 1_000_000).padStart(6, '0')

async function door(openPhone, options) {
  const phone = await openPhone(options)
  await phone.go('')
  await phone.tap('#age-yes')
  await phone.go('pages/login/index')
  await phone.sees('获取验证码')
  return phone
}

export const tests = {
  'a phone and the code that was sent to it sign in, and up': async ({ openPhone }) => {
    const phone = await door(openPhone)
    const number = `137${String(Date.now()).slice(-8)}`
    await phone.fill('#login-phone', number)
    await phone.tap('#send-code')
    const digits = await code(phone)
    await phone.sees('秒后重发')
    await phone.fill('#login-code', wrong(digits))
    await phone.tap('#phone-login')
    await phone.sees('请先阅读并同意')
    await phone.tap('#agree')
    await phone.tap('#phone-login')
    await phone.sees('验证码错误或已失效')
    await phone.fill('#login-code', digits)
    await phone.shot('login-phone')
    await phone.tap('#phone-login')
    await phone.sees('大家都在喝')
    await phone.go('packages/user/settings/index')
    await phone.sees(`${number.slice(0, 3)}****${number.slice(-4)}`)
    // The wrong code was answered with 401, which a browser logs.
    assert.ok(phone.problems.every((p) => /401/.test(p)), phone.problems.join('\n'))
    phone.problems.length = 0
  },

  'a phone is bound by a code where WeChat does not give it': async ({ openPhone, person }) => {
    const { enter } = await import('./crew.mjs')
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await enter(phone, person('consumer', 1), '大家都在喝')
    await phone.go('packages/user/settings/index')
    await phone.tap('#share-phone')
    await phone.tapWords('改用短信验证码')
    const number = `136${String(Date.now()).slice(-8)}`
    await phone.fill('#login-phone', number)
    await phone.tap('#send-code')
    await phone.fill('#login-code', await code(phone))
    await phone.shot('bind-by-code')
    await phone.tap('#phone-verify')
    await phone.sees('手机号已绑定')
    await phone.sees(`${number.slice(0, 3)}****${number.slice(-4)}`)
  },

  'a login from a new device is told, and can be ended from the list': async ({ url, env, openPhone, person }) => {
    const { enter } = await import('./crew.mjs')
    const post = async (target, body) => (await fetch(url + target, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await enter(phone, person('consumer'), '大家都在喝')
    const { code } = await post(`${env.weixin}/sim/codes`, { openid: person('consumer').openid })
    const name = `陌生手机${Date.now() % 1000}`
    await post('/v1/auth/wechat:login', { code, device: name, deviceId: name })
    await phone.go('packages/user/messages/index')
    await phone.sees('新设备登录')
    await phone.shot('new-device')
    await phone.words(name).click()
    await phone.sees('本机')
    await phone.sees(name)
    await phone.shot('devices')
    await phone.label(`下线 ${name}`)
    await phone.page.getByText('下线', { exact: true }).filter({ visible: true }).last().click()
    await phone.sees('已下线')
  },

  'the login page in the dark, and on a wide screen': async ({ openPhone }) => {
    const dark = await door(openPhone, { dark: true })
    await dark.fill('#login-phone', '13500135000')
    await dark.tap('#agree')
    await dark.shot('login-phone')
    const wide = await door(openPhone)
    await wide.page.setViewportSize({ width: 1280, height: 800 })
    await wide.shot('login-wide')
  },
}
