// What a person may want of their data: a copy of it, and an end to it, which can be taken back.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { enter } from './crew.mjs'

export const tests = {
  'a person takes a copy of their data, asks for the end of their account, and takes that back': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await enter(phone, person('consumer', 1), '大家都在喝')
    await phone.go('packages/user/settings/index')
    await phone.tap('#privacy')
    await phone.sees('复制我的个人信息')
    await phone.sees('15 天冷静期内可随时撤回')
    await phone.tap('#export')
    await phone.seen('#download').waitFor()
    await phone.shot('privacy')
    const [file] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('#download')])
    const doc = JSON.parse(fs.readFileSync(await file.path(), 'utf8'))
    const titles = doc.sections.map((s) => s.title)
    for (const title of ['账号', '收货地址', '订单', '站内消息']) assert.ok(titles.includes(title), `${title} of ${titles}`)

    await phone.tap('#close-account')
    await phone.sees('15 天内可以撤回，之后无法恢复')
    await phone.tap('#dialog-yes')
    await phone.sees('已申请注销')
    assert.match(await phone.seen('#certificate-code').innerText(), /^[A-Z2-7]{26}$/)
    await phone.shot('privacy-cooling')
    await phone.tap('#withdraw')
    await phone.sees('已撤回')
    await phone.seen('#close-account').waitFor()
    assert.equal(phone.problems.length, 0)
  },
}
