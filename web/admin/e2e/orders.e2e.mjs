import assert from 'node:assert/strict'
import { anyStore, buys, colleague, shopper } from './crew.mjs'

const rows = '.el-table__row, .cards li'
const pages = [
  ['orders', '/orders', rows], ['customers', '/customers', rows], ['payments', '/payments', rows], ['refunds', '/refunds', rows], ['ledger', '/ledger', rows], ['money-orders', '/money-orders', rows],
  ['couriers', '/couriers', rows], ['stock', '/stock', rows], ['count-sheets', '/count-sheets', rows], ['stock-ledger', '/stock-ledger', rows], ['board', '/board', '.lanes article'],
]

/** A day's work: an order waits, another was paid and cancelled, a courier is on duty, money waits for a second person. */
async function day(url, api) {
  const admin = await api('admin')
  const storeId = await anyStore(admin)
  const customer = await shopper(url)
  await buys(customer, storeId)
  const paid = await buys(customer, storeId, 'PAY_METHOD_WECHAT')
  await customer.call('POST', `/v1/orders/${paid.orderId}:cancel`, { note: '买错了' })
  const courier = await api('courier7')
  await courier('PUT', '/v1/courier/duty', { onDuty: true, latE6: 30657000, lngE6: 104066000 })
  await admin('POST', '/v1/admin/money-orders', { kind: 'MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL', amount: '100', memo: '每日提现' })
  return { storeId, paid, customer }
}

export const tests = {
  'the lists of trade, people, stock and money are there for an operator, in every size, light and dark': async ({ openDesk, password, url, api }) => {
    const { storeId, paid } = await day(url, api)
    for (const options of [{ also: [{ size: 'tablet' }, { dark: true }] }, { size: 'phone' }]) {
      const desk = await openDesk(options)
      await desk.signIn('admin', password, '/orders')
      // A store's pages are of the one that was looked at last.
      await desk.page.evaluate((id) => localStorage.setItem('dajiu.admin.store', id), storeId)
      for (const [name, path, what] of pages) {
        await desk.go(path)
        await desk.page.locator(what).filter({ visible: true }).first().waitFor()
        await desk.shot(name)
      }
      await desk.go(`/orders/${paid.orderId}`)
      await desk.sees('全程轨迹')
      await desk.sees('退款')
      await desk.shot('order')
    }
  },

  'customer service finds an order, notes something and cancels it; who may only look has no buttons, and the server refuses': async ({ openDesk, password, url, api }) => {
    const admin = await api('admin')
    const storeId = await anyStore(admin)
    const customer = await shopper(url)
    const order = await buys(customer, storeId)
    const look = ['order.admin.list', 'order.admin.read']
    const onlooker = await openDesk()
    const looks = await colleague(admin, password, look)
    await onlooker.signIn(looks, password, `/orders/${order.orderId}`)
    await onlooker.sees('全程轨迹')
    for (const button of ['接单', '拒单', '客服取消', '打印拣货单', '保存']) assert.equal(await onlooker.page.getByRole('button', { name: button }).count(), 0, button)
    assert.deepEqual(await onlooker.menu(), ['/orders'])
    await assert.rejects((await api(looks))('POST', `/v1/admin/orders/${order.orderId}:cancel`, { reason: '试试' }), /PERMISSION_DENIED/)

    const desk = await openDesk()
    await desk.signIn(await colleague(admin, password, [...look, 'order.admin.cancel', 'order.admin.note']), password, '/orders')
    await desk.field('订单号').fill(order.orderId)
    await desk.page.locator('.filters button[type=submit]').click()
    await desk.page.waitForURL(/order=/)
    await desk.page.locator('.el-table__row').first().click()
    await desk.sees('全程轨迹')
    assert.equal(await desk.page.getByRole('button', { name: '接单', exact: true }).count(), 0)
    await desk.page.locator('#order-note').fill('顾客来电要求取消')
    await desk.tap('保存')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.locator('.el-timeline').getByText('顾客来电要求取消').waitFor()
    await desk.tap('客服取消')
    await desk.page.locator('.el-message-box textarea').fill('顾客电话要求取消')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.sees('取消原因')
    await desk.shot('order-cancelled')
    assert.equal((await customer.call('GET', `/v1/orders/${order.orderId}`)).cancelReason, 'CANCEL_REASON_PLATFORM')
  },

  'a store sees and hears a new order on its board, and takes it through': async ({ openDesk, password, url, api, env }) => {
    const clerk = env.people.find((p) => p.note.includes('店长')).username
    const { storeIds } = await (await api(clerk))('GET', '/v1/me')
    const desk = await openDesk()
    await desk.signIn(clerk, password, '/board')
    await desk.page.locator('.lanes').waitFor()
    await desk.page.locator('.dot.live').waitFor() // what came before the board was looked at is there, and rings nobody
    const order = await buys(await shopper(url), storeIds[0])
    await desk.sees('新订单，请接单')
    await desk.shot('board-new')
    const card = desk.page.locator('article').filter({ hasText: `#${order.orderId.slice(-6)}` })
    for (const [button, lane] of [['接单', '已接单'], ['开始拣货', '拣货中'], ['打包完成', '待取货']]) {
      await card.getByRole('button', { name: button }).click()
      await desk.page.locator(`section[aria-label="${lane}"] article`).filter({ hasText: `#${order.orderId.slice(-6)}` }).waitFor()
    }
    assert.ok(!(await desk.menu()).includes('/payments'))
  },

  'money is moved by two people: one proposes in the browser, who cannot approve it, another does': async ({ openDesk, password, url, api }) => {
    const admin = await api('admin')
    const storeId = await anyStore(admin)
    const customer = await shopper(url)
    const order = await buys(customer, storeId, 'PAY_METHOD_WECHAT')
    void order
    const memo = `对账 ${Date.now()}`
    const maker = await openDesk()
    await maker.signIn(await colleague(admin, password, ['payment.money.list', 'payment.money.propose', 'payment.money.approve', 'payment.money.withdraw']), password, '/money-orders')
    await maker.tap('制单')
    await maker.page.locator('.el-dialog .el-select').click()
    await maker.page.getByRole('option', { name: '渠道提现' }).click()
    await maker.field('金额（元）').fill('0.01')
    await maker.field('摘要').fill(memo)
    await maker.page.locator('.el-dialog button[type=submit]').click()
    const row = (desk) => desk.page.locator('.el-table__row').filter({ hasText: memo })
    await row(maker).getByRole('button', { name: '撤回' }).waitFor()
    assert.equal(await row(maker).getByRole('button', { name: '复核通过' }).count(), 0)
    const checker = await openDesk()
    await checker.signIn(await colleague(admin, password, ['payment.money.list', 'payment.money.reject']), password, '/money-orders')
    await row(checker).getByRole('button', { name: '驳回' }).click()
    await checker.page.locator('.el-message-box textarea').fill('金额不对')
    await checker.page.locator('.el-message-box__btns .el-button--primary').click()
    await row(checker).getByText('已驳回').waitFor()
    assert.equal(await checker.page.getByRole('button', { name: '制单' }).count(), 0)
  },

  'a customer’s account is turned off and on, and a courier is taken off duty, by whoever may': async ({ openDesk, password, url, api }) => {
    const admin = await api('admin')
    const customer = await shopper(url)
    const desk = await openDesk()
    await desk.signIn('admin', password, `/customers/${customer.userId}`)
    await desk.tap('停用账号')
    await desk.page.locator('.el-message-box textarea').fill('刷单')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.getByRole('button', { name: '启用账号' }).waitFor()
    await desk.shot('customer')
    const courier = await api('courier9')
    await courier('PUT', '/v1/courier/duty', { onDuty: true, latE6: 30657000, lngE6: 104066000 })
    const { userId } = await courier('GET', '/v1/me')
    await desk.go(`/couriers/${userId}`)
    await desk.tap('强制下线')
    await desk.page.locator('.el-message-box textarea').fill('联系不上')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.locator('h1').getByText('离线').waitFor()
    await desk.shot('courier')
    const reader = await openDesk()
    await reader.signIn(await colleague(admin, password, ['user.account.list', 'user.account.read']), password, `/customers/${customer.userId}`)
    await reader.sees('账号资料')
    for (const button of ['停用账号', '启用账号', '查看完整手机号']) assert.equal(await reader.page.getByRole('button', { name: button }).count(), 0, button)
  },

  'a clerk finds what is low, and receives goods': async ({ openDesk, password, env }) => {
    const clerk = env.people.find((p) => p.note.includes('店长')).username
    const desk = await openDesk()
    await desk.signIn(clerk, password, '/stock')
    await desk.page.locator('.el-table__row').first().waitFor()
    const first = desk.page.locator('.el-table__row').first()
    const at = (await desk.page.locator('.el-table__header th').allInnerTexts()).findIndex((title) => title.trim() === '现存')
    const before = Number(await first.locator('td').nth(at).innerText())
    await first.getByRole('button', { name: '调整' }).click()
    await desk.field('数量').fill('3')
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    await desk.page.waitForFunction(([nth, n]) => Number(document.querySelector(`.el-table__row td:nth-child(${nth})`)?.textContent) === n, [at + 1, before + 3])
    await desk.shot('stock-adjusted')
  },
}
