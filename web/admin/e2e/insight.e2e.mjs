import assert from 'node:assert/strict'
import { anyStore, buys, shopper } from './crew.mjs'

export const tests = {
  'the dashboard is the first page, and a new order shows on it without a reload': async ({ openDesk, password, url, api }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password)
    await desk.page.waitForURL(/\/admin\/dashboard$/)
    const placed = () => desk.page.locator('.figure').filter({ hasText: '成交单数' }).locator('b').innerText()
    await desk.page.locator('.figure').first().waitFor()
    await desk.page.locator('.chart canvas').first().waitFor()
    await desk.page.waitForTimeout(800)
    await desk.shot('dashboard')
    const before = Number((await placed()).replace(/,/g, ''))
    await buys(await shopper(url), await anyStore(await api('admin')))
    await desk.page.waitForFunction((n) => {
      const card = [...document.querySelectorAll('.figure')].find((f) => f.textContent.includes('成交单数'))
      return Number(card.querySelector('b').textContent.replace(/,/g, '')) > n
    }, before)
  },

  'a report is put together, drawn, narrowed by a row, kept and exported; the file is fetched': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/reports?m=GMV,CONFIRMED&by=STORE&grain=NONE&period=LAST_90_DAYS&chart=BAR')
    await desk.page.locator('.scroll tbody tr').nth(1).waitFor()
    await desk.page.waitForTimeout(600)
    await desk.shot('report')
    await desk.page.locator('.scroll .into').first().click()
    await desk.page.waitForURL(/stores=\d+/)
    await desk.tap('保存当前报表')
    await desk.field('名称').fill('一店成交')
    await desk.shot('report-keep')
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    await desk.page.locator('.saved .el-button').filter({ hasText: '一店成交' }).waitFor()
    await desk.page.getByRole('button', { name: '导出' }).first().hover()
    await desk.page.getByRole('menuitem', { name: 'Excel' }).click()
    await desk.sees('正在后台导出')
    await desk.go('exports')
    await desk.page.locator('.el-table__row').filter({ hasText: '已完成' }).first().waitFor()
    await desk.shot('exports')
    const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.tap('下载')])
    assert.match(file.suggestedFilename(), /^报表 .*\.xlsx$/)
    await desk.page.getByRole('button', { name: /^消息/ }).click()
    await desk.page.locator('.messages li').filter({ hasText: '导出' }).first().waitFor()
    await desk.shot('inbox')
  },

  'linked charts: a store that is picked narrows the others, a day too, and the address keeps it': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    for (let rows = 0; rows < 2;) { // what happened before the program began is still being told
      rows = (await admin('POST', '/v1/admin/reports:query', { definition: { measures: ['MEASURE_GMV'], dimensions: ['DIMENSION_STORE'], grain: 'GRAIN_NONE', period: 'PERIOD_LAST_30_DAYS' } })).rows.length
    }
    const desk = await openDesk()
    await desk.signIn('admin', password, '/linked')
    const panel = (title) => desk.page.locator('.panel').filter({ has: desk.page.getByRole('heading', { name: title }) })
    for (const title of ['各门店成交额', '成交额走势', '各品类销售额']) await panel(title).getByText('列表').click()
    const total = panel('成交额走势').locator('li').last()
    const before = await total.innerText()
    await desk.shot('linked')
    await panel('各门店成交额').locator('li button').first().click()
    await desk.page.locator('.chips .el-tag').filter({ hasText: '门店：' }).waitFor()
    await desk.page.waitForFunction((was) => [...document.querySelectorAll('.panel.wide li')].at(-1)?.innerText !== was, before)
    assert.ok(await panel('各门店成交额').locator('li').count() > 1, 'the other stores stay to be picked')
    await panel('各品类销售额').locator('li button').first().click()
    await panel('支付方式').getByText('不受品类筛选影响').waitFor()
    await desk.shot('linked-picked')
    const address = desk.page.url()
    await panel('成交额走势').locator('li button').first().click()
    await desk.page.waitForURL(/period=CUSTOM/)
    await desk.page.goBack()
    assert.equal(desk.page.url(), address)
    await desk.page.getByRole('button', { name: '全部清除' }).click()
    await desk.sees('未筛选')
  },
  'a report that cannot be answered says why at once': async ({ openDesk, password }) => {
    const desk = await openDesk()
    desk.forgive('reports:query')
    await desk.signIn('admin', password, '/reports?m=GMV&grain=MINUTE&period=LAST_30_DAYS')
    await desk.sees('最多统计 2 天')
    await desk.shot('report-refused')
  },

  'a rule is made, and switched off': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/alerts')
    await desk.sees('门店积压未接单')
    await desk.tap('新建规则')
    await desk.field('名称').fill('半小时没有订单')
    await desk.shot('alert-rule')
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    const rule = desk.page.locator('.rules li').filter({ hasText: '半小时没有订单' })
    await rule.locator('.el-switch').click()
    await desk.sees('触发时会在消息中通知您')
    await rule.getByRole('button', { name: '停用' }).click()
    await rule.getByText('已停用').waitFor()
    assert.equal(await rule.getByRole('switch').isChecked(), true, 'it is still watched')
    await desk.shot('alerts')
  },

  'a store clerk sees the figures of their store, and no rules': async ({ openDesk, password, env }) => {
    const clerk = env.people.find((p) => p.username.endsWith('.clerk'))?.username
    assert.ok(clerk, 'the demo has a clerk')
    const desk = await openDesk()
    await desk.signIn(clerk, password, '/dashboard')
    await desk.page.locator('.figure').first().waitFor()
    const menu = await desk.menu()
    assert.ok(menu.includes('/reports') && menu.includes('/exports') && !menu.includes('/alerts'), menu.join())
  },

  'the pages of figures fit a tablet and a phone, light and dark': async ({ openDesk, password }) => {
    for (const options of [{ also: [{ size: 'tablet' }, { dark: true }] }, { size: 'phone', also: [{ dark: true }] }]) {
      const desk = await openDesk(options)
      await desk.signIn('admin', password, '/dashboard')
      await desk.page.locator('.chart canvas').first().waitFor()
      await desk.page.waitForTimeout(600)
      await desk.shot('dashboard')
      for (const [page, wait] of [['reports', '.scroll tbody tr'], ['exports', '.pro'], ['alerts', '.rules li']]) {
        await desk.go(page)
        await desk.page.locator(wait).first().waitFor()
        await desk.page.waitForTimeout(500)
        await desk.shot(page === 'reports' ? 'report' : page)
      }
    }
  },
}
