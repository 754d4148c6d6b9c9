import assert from 'node:assert/strict'
import { everyLook } from './desk.mjs'

/** explained asks why a clerk may not do something. */
async function explained(desk) {
  await desk.page.locator('.el-table__row, .cards .open').filter({ hasText: '.clerk' }).first().click()
  await desk.sees('解释权限')
  await desk.page.locator('.ask .el-select input').fill('payment.payment.list')
  await desk.page.locator('.el-select-dropdown__item').filter({ hasText: 'payment.payment.list', visible: true }).first().click()
  await desk.page.locator('.ask button[type=submit]').click()
  await desk.page.locator('.el-drawer .el-alert').waitFor()
  await desk.shot('staff-person')
}

export const tests = {
  'access: an operator makes a role from the tree of permissions and sees what it would change': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/roles')
    await desk.page.locator('.list button').first().waitFor()
    await desk.shot('roles')
    await desk.tap('新建角色')
    await desk.field('角色名称').fill(`客服${Date.now() % 100000}`)
    await desk.field('查找权限').fill('查看门店列表')
    await desk.page.locator('.leaves .el-checkbox').filter({ hasText: 'product.store.list' }).click()
    await desk.sees('增加 1 项')
    await desk.shot('role-new')
    await desk.page.locator('section').getByRole('button', { name: '保存' }).click()
    await desk.sees('1 项权限')
  },

  'access: staff are found with their grants, and why they may not do something is explained': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/staff')
    await desk.page.locator('.el-table__row').filter({ hasText: '.clerk' }).first().waitFor()
    await explained(desk)
  },

  'mine: a person draws a second factor on their own machine, and sees where they are signed in': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('service', password, '/me')
    await desk.sees('本机')
    await desk.tap('开启两步验证')
    await desk.page.locator('.enroll img').waitFor()
    assert.match(await desk.page.locator('.enroll img').getAttribute('src'), /^data:image\/svg/)
    await desk.shot('me')
  },
}
for (const [where, options] of everyLook) {
  tests[`access and mine on ${where}`] = async ({ openDesk, password }) => {
    const desk = await openDesk(options)
    await desk.signIn('admin', password, '/staff')
    await desk.page.locator('.el-table__row, .cards li').first().waitFor()
    await desk.shot('staff')
    await explained(desk)
    await desk.go('/roles')
    await desk.page.locator('.list button').first().waitFor()
    await desk.shot('roles')
    await desk.go('/me')
    await desk.sees('本机')
    await desk.shot('me')
  }
}
