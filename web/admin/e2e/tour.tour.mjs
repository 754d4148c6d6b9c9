// A round through the admin for those who have not seen it: pictures and captions of docs/admin-tour.md. `make tour-admin`.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findings } from '../../tools/axe.mjs'

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url))
const folder = `${docs}img/admin/`

/** A guide takes pictures of what a desk shows, each with its caption, and notes what axe finds there. */
function guide() {
  const stops = []
  return {
    stops,
    chapter: (title) => stops.push({ title }),
    async stop(desk, name, caption) {
      await desk.page.waitForLoadState('networkidle').catch(() => undefined)
      await desk.page.waitForTimeout(900) // charts and drawers have moved
      for (const found of await findings(desk.page)) desk.problems.push(`axe: ${name}: ${found}`)
      await desk.page.screenshot({ path: `${folder}${name}.jpg`, type: 'jpeg', quality: 62 })
      stops.push({ name, caption })
    },
  }
}

function written(stops) {
  const lines = ['# A round through the web admin', '', 'Made by `make tour-admin` out of the running program with its demo city; captions say what is seen. How it is built: [admin.md](admin.md).', '']
  for (const { title, name, caption } of stops) lines.push(...(title ? [`## ${title}`, ''] : [`**${caption}**`, '', `![${caption}](img/admin/${name}.jpg)`, '']))
  return lines.join('\n')
}

/** first opens what a list names first, and waits for its page. */
async function first(desk, address) {
  await desk.page.locator('.el-table__row').first().waitFor()
  await desk.page.locator('.el-table__row').first().locator('td').nth(1).click()
  await desk.page.waitForURL(address)
  await desk.page.locator('.content h1').first().waitFor()
}

async function figures(desk, tour) {
  tour.chapter('Figures')
  await desk.signIn('admin', desk.password, '/dashboard')
  await desk.page.locator('.figure').nth(3).waitFor()
  await desk.page.locator('.chart canvas').first().waitFor()
  await tour.stop(desk, 'dashboard', '经营看板: today against yesterday, kept current by the stream; a card tells what needs somebody')
  await desk.go('linked')
  await desk.page.locator('.panel .list').nth(3).waitFor()
  await desk.page.locator('.panel').nth(1).locator('summary').click()
  await desk.page.locator('.panel').nth(1).locator('li button').first().click()
  await desk.page.locator('.chips .el-tag').first().waitFor()
  await tour.stop(desk, 'linked', '联动分析: a store that is picked in one chart narrows the others; the address keeps it')
  await desk.go('reports?m=GOODS_AMOUNT,GOODS_PIECES&by=CATEGORY&grain=NONE&period=LAST_90_DAYS&chart=BAR')
  await desk.page.locator('.scroll tbody tr').nth(1).waitFor()
  await tour.stop(desk, 'report', '报表: measures, dimensions, period and chart put together; saved, shared, scheduled, exported')
}

async function trade(desk, tour) {
  tour.chapter('Trade')
  await desk.go('orders')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'orders', '订单: filters in the address, saved views, columns, acts on many, export')
  await desk.go('orders?states=ORDER_STATE_COMPLETED&payMethod=PAY_METHOD_WECHAT&fulfilment=FULFILMENT_INSTANT')
  await first(desk, /orders\/\d+/)
  await tour.stop(desk, 'order', '订单详情: every event with who acted, the money and the stock behind it, acts by permission')
  await desk.go('couriers?view=map')
  await desk.page.locator('.leaflet-container').waitFor()
  await tour.stop(desk, 'city', '骑手地图: couriers with what they carry, stores with what waits; a list beside it says the same')
  await desk.go('customers')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'customers', '顾客: masked; who looks at a number is on record, with a reason')
  await desk.go('couriers')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'couriers', '骑手: on duty, jobs of today, on time')
}

async function goods(desk, tour) {
  tour.chapter('Goods and stores')
  await desk.go('products')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'products', '商品: the catalogue; what others propose waits for a second person')
  await first(desk, /products\/\d+/)
  await tour.stop(desk, 'product', '商品编辑: SKUs, pictures, what buyers will see, and what changed')
  await desk.go('merchant-applications')
  await first(desk, /merchant-applications\/\d+/)
  await tour.stop(desk, 'application', '入驻申请: licences by field, returned with remarks, approved by a second person')
  await desk.go('stores')
  await desk.page.getByLabel('名称', { exact: false }).filter({ visible: true }).first().fill('驷马桥')
  await desk.page.keyboard.press('Enter')
  await desk.page.locator('.el-table__row').nth(1).waitFor({ state: 'detached' })
  await first(desk, /stores\/\d+/)
  await desk.page.locator('.leaflet-container').scrollIntoViewIfNeeded()
  await tour.stop(desk, 'store', '门店: hours, and the range drawn on the map, as a circle or corner by corner')
}

async function money(desk, tour) {
  tour.chapter('Money')
  await desk.go('payments')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'payments', '支付: by state and time, or by any number that is on a bill')
  await desk.go('ledger')
  await desk.page.locator('.content table').first().waitFor()
  await tour.stop(desk, 'ledger', '账务: double entry; each account with its journal')
  await desk.go('money-orders')
  await desk.page.locator('.content h1').first().waitFor()
  await tour.stop(desk, 'money-orders', '资金指令: one person writes it down, another approves')
}

async function system(desk, tour) {
  tour.chapter('Running it')
  for (const [path, ready, caption] of [
    ['roles', '.content h1', '角色与权限: a tree of permissions; what a change would give and take is shown before it is saved'],
    ['audit', '.el-table__row', '审计日志: who did what to what, before and after, in a chain that shows tampering'],
    ['operations', '.service', '运维: queues, failed events to be replayed, jobs'],
    ['settings', '.row', '系统设置: what may be set while it runs, within bounds'],
    ['reference', '.group', '接口文档: all that the platform answers'],
  ]) {
    await desk.go(path)
    await desk.page.locator(ready).first().waitFor()
    await tour.stop(desk, path, caption)
  }
  await desk.page.keyboard.press('Control+k')
  await desk.page.locator('input[aria-controls=palette-list]').fill('kc')
  await tour.stop(desk, 'palette', 'Ctrl+K: pages and acts by name, or by the first letters of their pinyin')
}

async function counter(desk, tour, manager) {
  tour.chapter('A store behind its counter')
  await desk.signIn(manager, desk.password, '/board')
  await desk.page.locator('.content h1').first().waitFor()
  await tour.stop(desk, 'board', '今日订单: what is new rings; picking lists and labels are printed; overdue ones stand out')
  await desk.go('stock')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'stock', '库存: on hand, promised, for sale; adjusted with a reason')
  await desk.go('count-sheets')
  await first(desk, /count-sheets\/\d+/)
  await tour.stop(desk, 'sheet', '盘点: scan, count, enter; differences with their value, posted after approval')
  await desk.go('assortment')
  await desk.page.locator('.el-table__row').nth(3).waitFor()
  await tour.stop(desk, 'assortment', '门店商品: own prices, on and off sale')
}

export const tests = {
  'a round through the admin, written down with pictures': async ({ openDesk, password, env }) => {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true })
    const tour = guide()
    const manager = env.people.find((p) => p.username.endsWith('.manager')).username
    const open = async (options) => Object.assign(await openDesk(options), { password })
    const desk = await open()
    for (const part of [figures, trade, goods, money, system]) await part(desk, tour)
    await counter(await open(), tour, manager)
    tour.chapter('In the dark, on a tablet, on a phone')
    const dark = await open({ dark: true })
    await dark.signIn('admin', password, '/dashboard')
    await dark.page.locator('.chart canvas').first().waitFor()
    await tour.stop(dark, 'dashboard-dark', 'Dark, as the system is or as one chooses')
    const tablet = await open({ size: 'tablet' })
    await tablet.signIn('admin', password, '/orders')
    await tablet.page.locator('.el-table__row').nth(3).waitFor()
    await tour.stop(tablet, 'orders-tablet', 'A tablet')
    const phone = await open({ size: 'phone' })
    await phone.signIn(manager, password, '/board')
    await phone.page.locator('.content h1').first().waitFor()
    await tour.stop(phone, 'board-phone', 'A phone: tables become cards, the menu a drawer')
    assert.ok(tour.stops.length > 20)
    fs.writeFileSync(`${docs}admin-tour.md`, written(tour.stops))
  },
}
