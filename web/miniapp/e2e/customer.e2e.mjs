import assert from 'node:assert/strict'
import { allow } from './crew.mjs'
import { staff } from '../../tools/platform.mjs'

const entryBudget = 350 * 1024

async function signIn(phone, person) {
  await phone.go('pages/login/index')
  await phone.label(`以${person.title}进入`)
  await phone.sees('大家都在喝')
}

/** Goods of the current store that suffice for a delivery free of charge: ten of one kind. */
async function fillCart(phone) {
  await phone.tap('#to-search')
  await phone.fill('#search-input', 'pijiu')
  await phone.tapWords('搜索「pijiu」')
  await phone.sees('选规格')
  await phone.seen('[class*=row-]').filter({ hasText: '选规格' }).first().click()
  await phone.tap('#add')
  await phone.sees('选择规格')
  for (let i = 0; i < 9; i++) await phone.label('增加数量')
  await phone.shot('sku')
  await phone.tap('#sku-done')
  await phone.sees('已加入购物车')
  await phone.label('购物车')
  await phone.sees('去结算')
}

const orderOf = (phone) => new URL(phone.page.url()).searchParams.get('id')

export const tests = {
  'the first page comes quickly, and is small': async ({ openPhone, url }) => {
    // How long it takes is told, not judged: that says more of the machine than of the page (aim: two seconds).
    const phone = await openPhone()
    const began = Date.now()
    await phone.go('')
    await phone.tap('#age-yes')
    await phone.sees('分钟送达')
    const took = Date.now() - began
    const html = await (await fetch(`${url}/m/`)).text()
    let bytes = html.length
    for (const [, path] of html.matchAll(/(?:src|href)="(\/m\/[^"]+\.(?:js|css))"/g)) {
      const answer = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } })
      assert.equal(answer.headers.get('content-encoding'), 'gzip')
      bytes += Number(answer.headers.get('content-length'))
    }
    assert.ok(bytes < entryBudget, `the entry has ${bytes} bytes`)
    console.log(`      first page after ${took} ms; entry ${Math.round(bytes / 1024)} kB gzip`)
  },

  'who is not of age does not come in': async ({ openPhone }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.shot('age')
    await phone.tapWords('未满 18 周岁')
    await phone.sees('期待与成年后的您相遇')
  },

  'a newcomer confirms their age, writes an address with the map, and orders': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await signIn(phone, person('consumer', 1))
    await fillCart(phone)
    await phone.tap('#settle')
    await phone.tapWords('添加收货地址')
    await phone.tap('#new-address')
    await phone.tap('#save-address')
    await phone.sees('请填写联系人')
    await phone.tap('#pick-point')
    await phone.sees('最近门店')
    const box = await phone.seen('#picker-map').boundingBox()
    await phone.page.mouse.move(box.x + 200, box.y + 200)
    await phone.page.mouse.down()
    await phone.page.mouse.move(box.x + 150, box.y + 240, { steps: 4 })
    await phone.page.mouse.up()
    await phone.sees('在配送范围内')
    await phone.shot('picker')
    await phone.tap('#pick-done')
    await phone.sees('已在地图上选择')
    await phone.fill('#street', '春熙路 88 号')
    await phone.fill('#door', '3 栋 1 单元 502')
    await phone.fill('#contact', '林一一')
    await phone.fill('#phone', '13800138000')
    await phone.shot('address')
    await phone.tap('#save-address')
    await phone.sees('林一一 13800138000')
    await phone.tapWords('春熙路 88 号')
    await phone.sees('提交并支付')
    await phone.sees('林一一')
    await phone.tapWords('货到付款')
    await phone.tapWords('提交订单')
    await phone.sees('等待门店接单')
    await phone.sees('货到付款')
  },

  'a customer searches, fills the cart, pays, and watches the order come without reloading': async ({ openPhone, person, url }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await signIn(phone, person('consumer'))
    await phone.shot('home')
    const loads = phone.loads()
    await fillCart(phone)
    await phone.shot('cart')
    await phone.tap('#settle')
    await phone.sees('满额免配送费')
    await phone.shot('confirm')
    await phone.tap('#place')
    await phone.sees('内完成支付')
    await phone.shot('cashier')
    await phone.tap('#pay')
    await phone.sees('确认支付')
    await phone.shot('paysheet')
    await phone.tap('#sim-pay')
    await allow(phone)
    await phone.sees('等待门店接单')
    await phone.sees('已支付')
    await phone.shot('order-paid')

    const id = orderOf(phone)
    const shop = await staff(url, person('merchant').username, person('merchant').password)
    const storeId = (await shop('GET', '/v1/me')).storeIds[0]
    const act = (name) => shop('POST', `/v1/merchant/stores/${storeId}/orders/${id}:${name}`, {})
    const rider = await staff(url, person('courier').username, person('courier').password)
    const at = (await (await fetch(`${url}/v1/stores/${storeId}`)).json())
    await rider('PUT', '/v1/courier/duty', { onDuty: true, latE6: at.latE6, lngE6: at.lngE6 })
    await act('accept')
    await phone.sees('门店已接单')
    await act('startPicking')
    await phone.sees('正在拣货打包')
    await act('finishPacking')
    await phone.sees('等待骑手取货')
    await phone.shot('order-ready')

    let offer
    for (let i = 0; i < 100 && !offer; i++) {
      offer = (await rider('GET', '/v1/courier/offers')).offers[0]
      if (!offer) await new Promise((done) => { setTimeout(done, 100) })
    }
    await rider('POST', `/v1/courier/offers/${offer.deliveryId}:accept`, {})
    await rider('POST', `/v1/courier/jobs/${offer.deliveryId}:pickUp`, {})
    await rider('PUT', '/v1/courier/position', { latE6: Math.round((at.latE6 + offer.dropLatE6) / 2), lngE6: Math.round((at.lngE6 + offer.dropLngE6) / 2) })
    await phone.sees('骑手正在送货')
    await phone.page.locator('#marker-courier').last().waitFor({ state: 'attached' })
    await phone.sees('距您')
    await phone.shot('order-shipped')
    await rider('POST', `/v1/courier/jobs/${offer.deliveryId}:handOver`, { ageCheck: 'AGE_CHECK_EVIDENT' })
    await phone.sees('已送达')
    await phone.tapWords('确认收货')
    await phone.sees('订单已完成')
    await phone.shot('order-done')
    assert.equal(phone.loads(), loads, 'no page was loaded anew')
  },

  'a paid order is cancelled with a reason, and the money comes back': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await signIn(phone, person('consumer', 1))
    await fillCart(phone)
    await phone.tap('#settle')
    await phone.tapWords('到店自提')
    await phone.tap('#place')
    await phone.tap('#pay')
    await phone.tap('#sim-pay')
    await allow(phone)
    await phone.sees('取货码')
    await phone.shot('pickup')
    await phone.tap('#cancel')
    await phone.tapWords('商品或数量选错了')
    await phone.shot('cancel')
    await phone.tap('#cancel-done')
    await phone.sees('订单已取消')
    await phone.sees('款项已原路退回')
    await phone.shot('cancelled')
  },
}
