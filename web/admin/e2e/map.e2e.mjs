import assert from 'node:assert/strict'
import { anyStore, colleague, shopper } from './crew.mjs'

/** served tells whether a store says that it delivers to a place. */
async function served(url, store, latE6, lngE6) {
  const query = `storeLatE6=${store.latE6}&storeLngE6=${store.lngE6}&latE6=${latE6}&lngE6=${lngE6}`
  return (await (await fetch(`${url}/v1/stores/${store.storeId}/delivery-estimate?${query}`)).json()).inRange
}

/** ordered is an order of a new customer at a store's door, accepted, so that a courier is searched for it. */
async function ordered(url, admin, store) {
  const customer = await shopper(url)
  const { addressId } = await customer.call('POST', '/v1/me/addresses', { contactName: '王先生', phone: '13800138000', street: '测试路 1 号', point: { latE6: store.latE6 + 2000, lngE6: store.lngE6 + 2000 } })
  const { products } = await customer.call('GET', `/v1/products:search?q=${encodeURIComponent('酒')}&storeId=${store.storeId}`)
  const wanted = { items: [{ storeId: store.storeId, skuId: products.find((p) => p.inStock).defaultSkuId, quantity: '3' }], fulfilment: 'FULFILMENT_INSTANT', addressId }
  const { payableAmount } = await customer.call('POST', '/v1/orders:preview', wanted)
  const { orders: [order] } = await customer.call('POST', '/v1/orders', { ...wanted, payMethod: 'PAY_METHOD_ON_DELIVERY', expectedAmount: payableAmount })
  await admin('POST', `/v1/merchant/stores/${store.storeId}/orders/${order.orderId}:accept`, {})
  for (let i = 0; i < 100; i++) {
    const found = await admin('GET', `/v1/admin/orders/${order.orderId}/delivery`).catch(() => null)
    if (found) return { order, delivery: found.delivery }
    await new Promise((done) => { setTimeout(done, 100) })
  }
  throw new Error('no delivery was arranged')
}

const storeOf = async (admin) => (await admin('GET', `/v1/admin/stores/${await anyStore(admin)}`)).store

export const tests = {
  'map: a range is drawn by its corners, typed and dragged, and what is wrong is told at the corner': async ({ openDesk, password, api, url }) => {
    const admin = await api('admin')
    const store = await storeOf(admin)
    const before = await admin('GET', `/v1/stores/${store.storeId}/zone`)
    const desk = await openDesk()
    await desk.signIn('admin', password, `/stores/${store.storeId}`)
    await desk.sees('配送范围')
    await desk.tap('调整范围')
    await desk.tapWords('多边形')
    await desk.sees('8 个顶点')
    await desk.page.locator('.dj-corner').nth(7).waitFor()
    await desk.shot('range-drawn')

    // By the keyboard: a corner that is put on another is told at once, and cannot be saved.
    const lat = (n) => desk.page.getByLabel(`第 ${n} 个顶点的纬度`)
    const lng = (n) => desk.page.getByLabel(`第 ${n} 个顶点的经度`)
    const kept = [await lat(1).inputValue(), await lng(1).inputValue()]
    await lat(1).fill(await lat(6).inputValue())
    await lat(1).press('Tab')
    await desk.sees('相交')
    await desk.page.locator('.dj-corner.is-wrong').waitFor()
    assert.ok(await desk.page.locator('.row').getByRole('button', { name: '保存' }).isDisabled())
    await desk.shot('range-wrong')
    await lat(1).fill(kept[0])
    await lat(1).press('Tab')
    await desk.page.getByRole('alert').filter({ hasText: '相交' }).waitFor({ state: 'detached' })

    // What only the platform knows is told by it, at the corner that it names.
    desk.forgive('400')
    await lat(2).fill(String(store.latE6 / 1e6 + 0.9))
    await lat(2).press('Tab')
    await desk.page.locator('.row').getByRole('button', { name: '保存' }).click()
    await desk.sees('距离门店超过 50 公里')
    await desk.page.locator('.corners li.wrong').filter({ hasText: '2' }).waitFor()
    await desk.shot('range-refused')

    // A corner is added and removed; another is dragged, and the form follows.
    await lat(2).fill(String(store.latE6 / 1e6 + 0.02))
    await lat(2).press('Tab')
    await desk.page.getByRole('button', { name: '在第 3 个顶点之后添加' }).click()
    await desk.sees('9 个顶点')
    await desk.page.getByRole('button', { name: '删除第 4 个顶点' }).click()
    await desk.sees('8 个顶点')
    const was = await lng(1).inputValue()
    const grip = await desk.page.locator('.dj-corner').first().boundingBox()
    await desk.page.mouse.move(grip.x + 9, grip.y + 9)
    await desk.page.mouse.down()
    await desk.page.mouse.move(grip.x + 29, grip.y + 4, { steps: 5 })
    await desk.page.mouse.up()
    await desk.page.waitForFunction((old) => document.querySelector('.corners li:first-child .el-input-number:nth-of-type(2) input').value !== old, was)
    await desk.page.locator('.row').getByRole('button', { name: '保存' }).click()
    await desk.page.getByRole('button', { name: '调整范围' }).waitFor()
    await desk.shot('range-stored')

    const stored = await admin('GET', `/v1/stores/${store.storeId}/zone`)
    assert.equal(stored.corners.length, 8)
    assert.equal(await served(url, store, store.latE6, store.lngE6), true)
    assert.equal(await served(url, store, store.latE6 + 25_000, store.lngE6), false, 'beyond the edge in the north')
    await desk.page.reload()
    await desk.sees('8 个顶点')
    const { entries: [entry] } = await admin('GET', '/v1/admin/audit?filter.permission=delivery.zone.put&pageSize=1')
    assert.ok(JSON.stringify(entry).includes('corners'), `what changed is on record: ${JSON.stringify(entry)}`)
    await admin('PUT', `/v1/merchant/stores/${store.storeId}/zone`, before)
  },

  'map: whoever may see couriers has the city on the dashboard, in words too, and goes from there to a courier and a store': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const store = await storeOf(admin)
    const rider = await api('courier3')
    await rider('PUT', '/v1/courier/duty', { onDuty: true, latE6: store.latE6 + 3000, lngE6: store.lngE6 })
    const desk = await openDesk()
    await desk.signIn('service', password, '/dashboard')
    await desk.sees('城市地图')
    await desk.page.locator('.city .leaflet-marker-icon').first().waitFor()
    await desk.sees('每 15 秒更新一次')
    await desk.page.locator('.city').first().scrollIntoViewIfNeeded()
    await desk.shot('city')
    await desk.tapWords('以列表查看')
    await desk.page.locator('.city details li').first().waitFor()
    await desk.page.locator('.city details').scrollIntoViewIfNeeded()
    await desk.shot('city-list')
    await desk.page.locator('.city details a').first().press('Enter')
    await desk.page.waitForURL(/\/couriers\/\d+$/)
    await desk.go('couriers')
    await desk.page.locator('.el-table__row').first().waitFor()
    await desk.page.locator('.acts').getByText('地图').click()
    await desk.page.locator('.city .leaflet-marker-icon').first().waitFor()
    await desk.shot('couriers-map')
    await desk.page.locator('.city .dj-pin.is-square').last().click({ force: true })
    await desk.page.waitForURL(/\/(stores|couriers)\/\d+$/)
  },

  'map: what cannot be read is told, and tried again': async ({ openDesk, password }) => {
    const desk = await openDesk()
    desk.forgive('500')
    await desk.page.route('**/v1/admin/couriers:positions**', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":{"reason":"INTERNAL","message":"x","requestId":"r1"}}' }))
    await desk.signIn('service', password, '/couriers')
    await desk.page.locator('.el-table__row').first().waitFor()
    await desk.page.locator('.acts').getByText('地图').click()
    await desk.sees('加载失败')
    await desk.shot('couriers-map-failed')
    await desk.page.unroute('**/v1/admin/couriers:positions**')
    await desk.tap('重试')
    await desk.page.locator('.city .leaflet-marker-icon').first().waitFor()
  },

  'map: whoever may not see couriers has neither the map nor the range to change': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const username = await colleague(admin, password, ['analytics.dashboard.read', 'delivery.courier.list', 'product.store.list', 'product.store.read'])
    const desk = await openDesk()
    await desk.signIn(username, password, '/couriers')
    await desk.page.locator('.el-table__row').first().waitFor()
    assert.equal(await desk.page.locator('.acts').getByText('地图').count(), 0)
    await desk.go('dashboard')
    await desk.page.locator('.figure').first().waitFor()
    assert.equal(await desk.page.locator('.city').count(), 0)
    await desk.go(`stores/${await anyStore(admin)}`)
    await desk.sees('配送范围')
    assert.equal(await desk.page.getByRole('button', { name: '调整范围' }).count(), 0)
  },

  'map: a job is given to a courier near by, who is told of their distance and load': async ({ openDesk, password, api, url }) => {
    const admin = await api('admin')
    const store = await storeOf(admin)
    const [one, two] = [await api('courier4'), await api('courier5')]
    await one('PUT', '/v1/courier/duty', { onDuty: true, latE6: store.latE6 + 1500, lngE6: store.lngE6 })
    await two('PUT', '/v1/courier/duty', { onDuty: true, latE6: store.latE6 + 9000, lngE6: store.lngE6 })
    const { order, delivery } = await ordered(url, admin, store)
    const desk = await openDesk()
    await desk.signIn('service', password, `/orders/${order.orderId}`)
    await desk.tap('指派')
    await desk.page.locator('.el-dialog .one').first().waitFor()
    await desk.sees('距门店')
    await desk.shot('order-give')
    await desk.page.locator('.el-dialog button[type=submit]').click()
    await desk.sees('请选择骑手')
    await desk.page.locator('.el-dialog .one').last().click()
    await desk.page.locator('.el-dialog textarea').fill('顾客催单')
    await desk.page.locator('.el-dialog button[type=submit]').click()
    await desk.page.locator('.el-dialog').waitFor({ state: 'hidden' })
    await desk.sees('指派给骑手')
    const given = (await admin('GET', `/v1/admin/orders/${order.orderId}/delivery`)).delivery
    assert.equal(given.state, 'DELIVERY_STATE_ASSIGNED')
    assert.equal(given.deliveryId, delivery.deliveryId)
    // And from that one to another.
    await desk.tap('改派')
    await desk.page.locator('.el-dialog .one').nth(1).click()
    await desk.page.locator('.el-dialog textarea').fill('电动车没电')
    await desk.shot('order-reassign')
    await desk.page.locator('.el-dialog button[type=submit]').click()
    await desk.page.locator('.el-dialog').waitFor({ state: 'hidden' })
    await desk.sees('改派，收回任务')
    const again = (await admin('GET', `/v1/admin/orders/${order.orderId}/delivery`)).delivery
    assert.notEqual(again.courierId, given.courierId)
    const jobs = await Promise.all([one, two].map(async (rider) => (await rider('GET', '/v1/courier/jobs')).deliveries.length))
    assert.ok(Math.max(...jobs) <= 1, 'whoever has it has it once')
  },
}
for (const [size, dark] of [['tablet', false], ['phone', false], ['desk', true]]) {
  tests[`map: the city and a drawn range at ${size}${dark ? ', dark' : ''}`] = async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const { stores } = await admin('GET', `/v1/admin/stores?q=${encodeURIComponent('驷马桥')}`)
    const desk = await openDesk({ size, dark })
    await desk.signIn('service', password, '/dashboard')
    await desk.page.locator('.city .leaflet-marker-icon').first().waitFor()
    await desk.page.locator('.city').first().scrollIntoViewIfNeeded()
    await desk.shot('city')
    if (stores.length === 0) return
    await desk.signIn('admin', password, `/stores/${stores[0].store.storeId}`)
    await desk.sees('9 个顶点')
    await desk.page.locator('.leaflet-interactive').first().waitFor()
    await desk.page.locator('.plan').scrollIntoViewIfNeeded()
    await desk.shot('range-stored')
  }
}
