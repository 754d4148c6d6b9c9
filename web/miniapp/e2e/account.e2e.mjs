// A person's own account: the second factor of staff at the door, and what a customer agreed to, as it is on record.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { enter } from './crew.mjs'

/** codeOf is what an authenticator shows for a secret (RFC 6238). */
function codeOf(secret, at = Date.now()) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const from = digest[19] & 15
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function post(url, token, body) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.ok(answer.ok, `${url}: ${await answer.clone().text()}`)
  return answer.json()
}

export const tests = {
  'staff with a second factor are asked for its code at the door': async ({ url, openPhone, person }) => {
    const clerk = person('merchant')
    const { accessToken } = await post(`${url}/v1/auth/staff:login`, '', { username: clerk.username, password: clerk.password })
    const { secret } = await post(`${url}/v1/me/totp:enroll`, accessToken, {})
    const { recoveryCodes } = await post(`${url}/v1/me/totp:confirm`, accessToken, { code: codeOf(secret, Date.now() - 30_000) })
    const phone = await openPhone()
    await phone.go('pages/login/index')
    await phone.tapWords('商家与骑手账号登录')
    await phone.page.getByRole('textbox', { name: '账号' }).fill(clerk.username)
    await phone.page.getByRole('textbox', { name: '密码' }).fill(clerk.password)
    const signIn = () => phone.page.getByText('登录', { exact: true }).filter({ visible: true }).last().click()
    await signIn()
    await phone.sees('此账号已开启两步验证')
    await phone.shot('login-otp')
    await phone.page.getByRole('textbox', { name: '动态验证码' }).fill('000000')
    await signIn()
    await phone.sees('验证码错误或已失效')
    await phone.page.getByRole('textbox', { name: '动态验证码' }).fill(codeOf(secret))
    await signIn()
    await phone.sees('今日')
    // Others go on with this account by password alone.
    await post(`${url}/v1/me/totp:remove`, accessToken, { code: recoveryCodes[0] })
    phone.problems.splice(0, phone.problems.length, ...phone.problems.filter((p) => !/401/.test(p)))
  },

  'what a customer agreed to stands at the end of the notice': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await enter(phone, person('consumer', 1), '大家都在喝')
    await phone.go('packages/user/settings/index')
    await phone.label('优惠与新品')
    await phone.label('优惠与新品')
    await phone.page.waitForTimeout(800)
    await phone.go('packages/user/notice/index')
    await phone.sees('您的同意记录')
    await phone.sees('同意本须知与隐私说明')
    await phone.sees('撤回接收优惠与新品通知')
    await phone.words('您的同意记录').scrollIntoViewIfNeeded()
    await phone.shot('notice-consents')
  },
}
