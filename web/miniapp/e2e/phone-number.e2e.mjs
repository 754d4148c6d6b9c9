// A customer shares their phone number where it is lacking: at checkout and in the settings.
import assert from 'node:assert/strict'
import { enter } from './crew.mjs'

const share = async (phone, number) => {
  await phone.tap('#share-phone')
  await phone.fill('#phone-number', number)
  await phone.tap('#phone-allow')
  await phone.sees('手机号已绑定')
}

export const tests = {
  'a phone number is shared at checkout, and changed in the settings': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await enter(phone, person('consumer', 1), '大家都在喝')
    await phone.seen('[class*="tile-"] [class*="name-"]').first().click()
    await phone.tap('#buy')
    await phone.tap('#sku-done')
    await phone.sees('支付方式')
    const digits = String(Date.now()).slice(-8)
    await share(phone, `138${digits}`)
    await phone.seen('#share-phone').waitFor({ state: 'detached' })
    await phone.go('packages/user/settings/index')
    await phone.sees(`138****${digits.slice(-4)}`)
    await phone.shot('settings-phone')
    await share(phone, `139${digits}`)
    await phone.sees(`139****${digits.slice(-4)}`)
    assert.equal(phone.problems.length, 0)
  },
}
