import assert from 'node:assert/strict'

export const tests = {
  'operations: an operator sees how services run, and runs a job now': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/operations')
    await desk.page.locator('.service').filter({ hasText: '账号与权限' }).click()
    await desk.page.locator('tr').filter({ hasText: 'sessions' }).getByRole('button', { name: '立即执行' }).click()
    await desk.page.locator('tr').filter({ hasText: 'sessions' }).getByText('成功').waitFor()
    await desk.shot('operations')
  },
  'operations: store staff have no such page, and the server refuses them': async ({ api, env }) => {
    const clerk = env.people.find((p) => p.username.endsWith('.clerk'))
    const call = await api(clerk?.username ?? 'store-01.clerk')
    await assert.rejects(call('GET', '/v1/admin/operations/user'), /PERMISSION_DENIED/)
  },
}
for (const [size, dark] of [['tablet', false], ['phone', false], ['desk', true]]) {
  tests[`operations at ${size}${dark ? ', dark' : ''}`] = async ({ openDesk, password }) => {
    const desk = await openDesk({ size, dark })
    await desk.signIn('admin', password, '/operations')
    await desk.sees('定时任务')
    await desk.shot('operations')
  }
}
