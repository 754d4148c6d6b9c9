import assert from 'node:assert/strict'
import { everyLook } from './desk.mjs'

export const tests = {
  'operations: an operator sees how services run, and runs a job now': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/operations')
    await desk.page.locator('.service').filter({ hasText: '账号与权限' }).click()
    await desk.page.locator('tr').filter({ hasText: '过期登录' }).getByRole('button', { name: '立即执行' }).click()
    await desk.page.locator('tr').filter({ hasText: '过期登录' }).getByText('成功').waitFor()
    await desk.shot('operations')
  },
  'settings: an administrator changes how long customers may take to pay, and restores it': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/settings')
    const row = desk.page.locator('.row').filter({ hasText: '付款时限' })
    await row.getByText('15 分钟').waitFor()
    await desk.shot('settings')
    await row.getByRole('button', { name: '编辑' }).click()
    const dialog = desk.page.getByRole('dialog', { name: '付款时限' })
    await dialog.getByLabel('新值').fill('500')
    await dialog.getByText('可设为 1 分钟 至 2 小时').waitFor()
    assert.equal(await dialog.getByRole('button', { name: '保存' }).isDisabled(), true, 'what the server would refuse is not sent')
    await dialog.getByLabel('新值').fill('20')
    await dialog.getByLabel('变更原因').fill('周末付款慢')
    await desk.shot('settings-change')
    await dialog.getByRole('button', { name: '保存' }).click()
    await row.getByText('20 分钟').waitFor()
    await row.getByText('部署时为 15 分钟').waitFor()
    await row.getByRole('button', { name: '恢复' }).click()
    await desk.page.getByRole('dialog').getByRole('textbox').fill('恢复正常')
    await desk.page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await row.getByText('15 分钟').waitFor()
  },
  'settings: every parameter has a name in both languages': async ({ openDesk, password }) => {
    const desk = await openDesk({ size: 'tablet' })
    await desk.signIn('admin', password, '/settings')
    await desk.sees('付款时限')
    assert.doesNotMatch(await desk.page.locator('main').innerText(), /settings\.|[a-z]+_[a-z]+/, 'a key where words should be')
    await desk.shot('settings')
  },
  'reference: an engineer finds a call by its words, and what it takes': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/reference')
    await desk.page.getByLabel('按名称、路径或说明查找').fill('orders accept')
    await desk.page.getByText(':accept', { exact: false }).first().click()
    await desk.page.getByText('请求', { exact: true }).first().waitFor()
    await desk.shot('reference')
  },
  'operations: store staff have no such page, and the server refuses them': async ({ api, env }) => {
    const clerk = env.people.find((p) => p.username.endsWith('.clerk'))
    const call = await api(clerk?.username ?? 'store-01.clerk')
    await assert.rejects(call('GET', '/v1/admin/operations/user'), /PERMISSION_DENIED/)
  },
}
for (const [where, options] of everyLook) {
  tests[`operations on ${where}`] = async ({ openDesk, password }) => {
    const desk = await openDesk(options)
    await desk.signIn('admin', password, '/operations')
    await desk.sees('定时任务')
    await desk.shot('operations')
  }
}
