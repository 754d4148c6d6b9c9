import assert from 'node:assert/strict'
import { anyStore, buys, colleague, shopper } from './crew.mjs'

const row = (desk, text) => desk.page.locator('.el-table__row, .cards li').filter({ hasText: text }).filter({ visible: true }).first()
const stamp = Date.now().toString(36)

/** some are goods that a store has plenty of, and that carry a barcode. */
async function some(admin, storeId, n) {
  const { items } = await admin('GET', `/v1/merchant/stores/${storeId}/stock?pageSize=100`)
  const free = items.filter((l) => Number(l.available) >= 12)
  const { entries } = await admin('GET', `/v1/merchant/stores/${storeId}/assortment?${free.map((l) => `skuIds=${l.skuId}`).join('&')}`)
  return entries.filter((e) => e.barcode).slice(-n).map((e) => ({ ...e, ...free.find((l) => l.skuId === e.skuId) }))
}

export const tests = {
  'stock: a level is set for some at once, and what falls to it is told at the store’s pages': async ({ openDesk, password, api, url }) => {
    const admin = await api('admin')
    const storeId = await anyStore(admin)
    const desk = await openDesk()
    await desk.signIn('admin', password, `/stock?store=${storeId}`)
    await desk.page.locator('.el-table__row').nth(1).waitFor()
    await desk.page.locator('.el-table__row .tick').first().click()
    await desk.shot('stock-half-ticked')
    await desk.page.locator('.el-table__header .tick').first().click()
    await desk.tap('设置安全库存')
    await desk.page.locator('.el-dialog input').filter({ visible: true }).fill('100000')
    await desk.shot('stock-safety')
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    await desk.sees('低于或等于 100000')
    await desk.page.getByRole('button', { name: /种达到安全库存/ }).click()
    await desk.page.waitForURL(/only=safety/)
    await row(desk, '低于或等于 100000').waitFor()
    await desk.shot('stock-low')

    // An order takes the piece that was above the level.
    const { products } = await (await fetch(`${url}/v1/products:search?q=${encodeURIComponent('酒')}&storeId=${storeId}`)).json()
    const skuId = products.find((p) => p.inStock).defaultSkuId
    const { items: [level] } = await admin('GET', `/v1/merchant/stores/${storeId}/stock?skuIds=${skuId}`)
    await admin('POST', `/v1/merchant/stores/${storeId}/stock:safety`, { levels: [{ skuId, level: String(Number(level.available) - 1) }] })
    await buys(await shopper(url), storeId)
    await desk.page.locator('.el-notification').filter({ hasText: '件可售' }).first().waitFor()
    await desk.shot('stock-toast')
  },

  'count: lines are scanned and counted, another person approves, and the books follow by the difference': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const storeId = await anyStore(admin)
    const [first, second] = await some(admin, storeId, 2)
    const clerk = await colleague(admin, password, ['product.store.list', 'product.store.read', 'product.assortment.list', 'inventory.sheet.open', 'inventory.sheet.list', 'inventory.sheet.read', 'inventory.sheet.lines', 'inventory.sheet.count', 'inventory.sheet.submit'])
    const desk = await openDesk({ size: 'phone' })
    await desk.signIn(clerk, password, `/count-sheets?store=${storeId}`)
    await desk.tap('新建盘点单')
    await desk.page.locator('.el-dialog input').filter({ visible: true }).first().fill(`抽盘 ${stamp}`)
    await desk.shot('count-open')
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    await desk.page.waitForURL(/count-sheets\/\d+\/\d+/)
    const sheetId = desk.page.url().split('/').at(-1)
    const scan = desk.page.getByTestId('scan')
    for (const [good, quantity] of [[first, Number(first.onHand) - 10], [second, Number(second.onHand)]]) {
      await scan.fill(good.barcode)
      await scan.press('Enter')
      const number = desk.page.getByTestId('counter').locator('input')
      await number.fill(String(quantity))
      if (good === first) await desk.shot('count-line')
      await number.press('Enter')
      await desk.page.locator('.said').filter({ hasText: good.name }).waitFor()
    }
    await desk.sees('已盘 2 /')
    await scan.fill('0000')
    await scan.press('Enter')
    await desk.sees('盘点单里没有这种商品')
    await desk.shot('count-phone')
    await desk.tap('提交审核')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.sees('待审核')
    assert.equal(await desk.page.getByRole('button', { name: '审核通过并入账' }).count(), 0, 'who counts may not approve')

    const chief = await openDesk()
    await chief.signIn('admin', password, `/count-sheets/${storeId}/${sheetId}`)
    await chief.sees('盘亏')
    await row(chief, first.name).or(chief.page.locator('.lines li').filter({ hasText: first.name })).first().waitFor()
    await chief.shot('count-review')
    const { items: [before] } = await admin('GET', `/v1/merchant/stores/${storeId}/stock?skuIds=${first.skuId}`)
    await chief.tap('审核通过并入账')
    await chief.page.locator('.el-message-box__btns .el-button--primary').click()
    await chief.page.locator('.head .el-tag').filter({ hasText: '已入账' }).waitFor()
    const { items: [after] } = await admin('GET', `/v1/merchant/stores/${storeId}/stock?skuIds=${first.skuId}`)
    assert.equal(Number(after.onHand), Number(before.onHand) - 10)
    await chief.shot('count-posted')
    const [download] = await Promise.all([chief.page.waitForEvent('download'), chief.tap('导出 CSV')])
    assert.match(download.suggestedFilename(), /\.csv$/)
    await chief.go(`count-sheets?store=${storeId}`)
    await row(chief, stamp).waitFor()
    await chief.shot('count-sheets')
    const tablet = await openDesk({ size: 'tablet' })
    await tablet.signIn('admin', password, `/count-sheets/${storeId}/${sheetId}`)
    await tablet.sees('已入账')
    await tablet.shot('count-posted')
  },

  'count: who may only look opens no sheet, and counts nothing': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const storeId = await anyStore(admin)
    const [good] = await some(admin, storeId, 1)
    await admin('POST', `/v1/merchant/stores/${storeId}/count-sheets`, { name: `只看 ${stamp}`, cover: 'COUNT_COVER_CHOSEN', skuIds: [good.skuId], blind: true })
    const guest = await colleague(admin, password, ['product.store.list', 'product.store.read', 'product.assortment.list', 'inventory.stock.list', 'inventory.sheet.list', 'inventory.sheet.read', 'inventory.sheet.lines'])
    const desk = await openDesk()
    await desk.signIn(guest, password, `/count-sheets?store=${storeId}`)
    await row(desk, `只看 ${stamp}`).waitFor()
    assert.equal(await desk.page.getByRole('button', { name: '新建盘点单' }).count(), 0)
    await row(desk, `只看 ${stamp}`).click()
    await desk.sees(good.name)
    await desk.shot('count-look')
    assert.equal(await desk.page.getByTestId('scan').count(), 0)
    assert.equal(await desk.page.getByRole('button', { name: '盘点', exact: true }).count(), 0)
    await desk.go(`stock?store=${storeId}`)
    await desk.page.locator('.el-table__row').first().waitFor()
    assert.equal(await desk.page.locator('.el-table__row .tick').count(), 0, 'who may not set levels selects nothing')
  },
}
