import assert from 'node:assert/strict'
import { everyLook } from './desk.mjs'

export const tests = {
  'merchants: an application that one operator made is reviewed by another, who marks what is wrong, and not by its maker': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/merchant-applications')
    await desk.sees('待审核')
    await desk.shot('applications')
    await desk.page.locator('.el-table__row').filter({ hasText: '待审核' }).first().click()
    await desk.sees('等待另一位运营审核')
    assert.equal(await desk.page.getByRole('button', { name: '审核通过' }).count(), 0, 'who applied does not review')
    await desk.shot('application')

    const second = await openDesk()
    await second.signIn('service', password, '/merchant-applications?state=APPLICATION_STATE_SUBMITTED')
    await second.page.locator('.el-table__row').first().click()
    await second.tap('审核通过')
    await second.page.locator('.el-message-box__btns .el-button--primary').click()
    await second.sees(/已开通|开通中/)
    await second.shot('application-approved')
  },

  'merchants: a draft says what is missing, field by field': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/merchant-applications/new')
    await desk.field('企业名称').fill('成都浏览器酒业有限公司')
    await desk.field('统一社会信用代码').fill('91510104MA62BADXX0')
    await desk.shot('application-new')
    desk.forgive('400')
    await desk.tap('提交审核')
    await desk.sees('统一社会信用代码不正确')
    await desk.sees('请填写结算账号')
    await desk.shot('application-incomplete')
  },

  'merchants: a merchant is suspended with a reason and resumed, and its licences that end soon are seen': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/merchants?expiring=30')
    await desk.sees('剩')
    await desk.shot('merchants')
    await desk.page.locator('.el-table__row').first().click()
    await desk.sees('酒类零售备案')
    await desk.shot('merchant')
    await desk.tap('停用商家')
    await desk.page.locator('.el-message-box textarea').fill('证照核查')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.sees('停用原因')
    await desk.tap('恢复商家')
    await desk.page.locator('.el-message-box textarea').fill('核查完毕')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.getByRole('button', { name: '停用商家' }).waitFor()
  },

  'stores: an operator closes a store with a reason, and draws how far it delivers': async ({ openDesk, password }) => {
    const desk = await openDesk()
    desk.forgive('/zone') // a store that has just been opened has no range yet
    await desk.signIn('admin', password, '/stores')
    await desk.page.locator('.el-table__row').first().waitFor()
    await desk.page.locator('.leaflet-interactive').first().waitFor()
    await desk.shot('stores')
    await desk.page.locator('.el-table__row').first().click()
    await desk.sees('配送范围')
    await desk.page.locator('.leaflet-interactive').first().waitFor()
    await desk.shot('store')
    await desk.tap('平台停业')
    await desk.page.locator('.el-message-box textarea').fill('投诉核查')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.sees('停业原因')
    await desk.tap('恢复营业')
    await desk.page.locator('.el-message-box textarea').fill('核查完毕')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.getByRole('button', { name: '平台停业' }).waitFor()
    await desk.tap('调整范围')
    await desk.field('半径').fill('4200')
    await desk.field('半径').press('Tab')
    await desk.sees('约 55.4 平方公里')
    await desk.page.locator('.row').getByRole('button', { name: '保存' }).click()
    await desk.page.getByRole('button', { name: '调整范围' }).waitFor()
  },

  'stores: a clerk has no page of merchants, and only their own store': async ({ openDesk, password, env, url }) => {
    const clerk = env.people.find((p) => p.username.endsWith('.clerk'))
    if (!clerk) return
    const desk = await openDesk()
    await desk.signIn(clerk.username, clerk.password ?? password, '/stores')
    await desk.page.locator('.el-table__row').first().waitFor()
    assert.equal(await desk.page.locator('.el-table__row').count(), 1)
    await desk.page.locator('.el-table__row').first().click()
    await desk.sees('营业时间')
    assert.equal(await desk.page.getByRole('button', { name: '平台停业' }).count(), 0)
    assert.equal(await desk.page.getByRole('button', { name: '调整范围' }).count(), 0)
    assert.ok(url)
  },
}
for (const [where, options] of everyLook) {
  tests[`merchants and stores on ${where}`] = async ({ openDesk, password }) => {
    const desk = await openDesk(options)
    await desk.signIn('service', password, '/merchants')
    await desk.page.locator('.el-table__row, .cards li').first().waitFor()
    await desk.shot('merchants')
    await desk.go('/merchant-applications')
    await desk.page.locator('.el-table__row, .cards .open').first().click()
    await desk.sees('企业资料')
    await desk.shot('application')
    await desk.go('/stores')
    await desk.page.locator('.el-table__row, .cards li').first().waitFor()
    await desk.shot('stores')
    await desk.page.locator('.el-table__row, .cards .open').first().click()
    await desk.sees('配送范围')
    await desk.page.locator('.leaflet-interactive').first().waitFor()
    await desk.shot('store')
  }
}
