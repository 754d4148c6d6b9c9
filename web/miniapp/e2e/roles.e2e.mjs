// The main job by three people at once, and each way in which it may end otherwise. The film of it is in .shots/film.
import assert from 'node:assert/strict'
import { acceptAndPack, buy, crew, forgive, onDuty, pay, stands, take } from './crew.mjs'
import { Film } from './film.mjs'

/** The customer orders and pays; the store hears it, accepts, picks, packs; the courier fetches, checks the age, hands over. */
async function mainJob({ customer, merchant, courier }, film) {
  await onDuty(courier)
  const orderId = await buy(customer, { remark: '请放前台，谢谢' })
  await film.frame('order', '顾客下单，等待付款；门店与骑手待命')
  await pay(customer)
  const before = [customer, merchant, courier].map((p) => p.loads())
  await merchant.seen(`#accept-${orderId}`).waitFor()
  await film.frame('paid', '付款成功，门店响铃：新订单与接单倒计时')
  await merchant.tap(`#accept-${orderId}`)
  await stands(customer, '门店已接单')
  await courier.seen('#take').waitFor()
  await film.frame('offer', '门店接单，附近骑手收到派单')
  await take(courier)
  await courier.sees('前往门店取货')
  await merchant.tapWords('全部订单')
  await merchant.seen(`[aria-label^="订单 #${orderId.slice(-4)}"]`).last().click()
  await merchant.tap('#pick')
  await stands(customer, '正在拣货打包')
  await merchant.seen('[id^="line-"][aria-checked="false"]').first().waitFor()
  await film.frame('picking', '门店按清单拣货，骑手赶往门店')
  const lines = merchant.seen('[id^="line-"]')
  for (let i = 0; i < await lines.count(); i++) await lines.nth(i).click()
  await merchant.tap('#pack')
  await stands(customer, '已打包')
  await courier.seen('#pick-up:not([aria-disabled="true"])').waitFor()
  await film.frame('packed', '打包完成，骑手到店核对取货')
  await courier.tap('#pick-up')
  await stands(customer, '骑手正在送货')
  await courier.page.waitForTimeout(6000)
  await film.frame('riding', '骑手送货途中，顾客在地图上看到位置')
  await courier.tap('#hand-over')
  assert.ok(await courier.seen('#hand-over-done').getAttribute('aria-disabled') === 'true', 'goods are not handed over before the age check')
  await courier.tap('#age-AGE_CHECK_ID_SHOWN')
  await courier.page.waitForTimeout(300)
  await film.frame('age', '当面核验年龄后才能交付')
  await courier.tap('#hand-over-done')
  await stands(customer, '已送达')
  await courier.sees('收入已计入今日')
  await film.frame('delivered', '送达：三方同时看到结果')
  const after = [customer, merchant, courier].map((p) => p.loads())
  assert.ok(after.join() === before.join(), 'nobody had to reload')
}

async function cancelUnpaid({ customer, merchant }) {
  const orderId = await buy(customer)
  await customer.tapWords('稍后支付')
  await cancel(customer)
  assert.ok(await merchant.seen(`#accept-${orderId}`).count() === 0, 'a store never hears of an order that was not paid')
}

async function cancelPaid({ customer, merchant }, film) {
  const orderId = await buy(customer)
  await pay(customer)
  await merchant.go('packages/merchant/home/index')
  await merchant.seen(`#accept-${orderId}`).waitFor()
  await cancel(customer)
  await customer.sees('原路退')
  await merchant.seen(`#accept-${orderId}`).waitFor({ state: 'detached' })
  await film.frame('cancelled', '顾客付款后取消：款项原路退回，门店的待接单随即消失')
}

async function cancel(customer) {
  await customer.tap('#cancel')
  await customer.tapWords('不想要了')
  await customer.tap('#cancel-done')
  await stands(customer, '订单已取消')
}

async function storeRejects({ customer, merchant }, film) {
  const orderId = await buy(customer)
  await pay(customer)
  await merchant.go('packages/merchant/home/index')
  await merchant.tap(`#reject-${orderId}`)
  await merchant.tapWords('商品缺货')
  await merchant.page.waitForTimeout(300)
  await film.frame('rejecting', '门店拒单须选原因')
  await merchant.tap('#reject-done')
  await stands(customer, '订单已取消')
  await customer.sees('门店无法完成此订单')
}

/** The person at the door is a minor: the goods go back, the store takes them in, the money is returned. */
async function refusedAtTheDoor({ customer, merchant, courier }, film) {
  await courier.go('packages/courier/home/index')
  await onDuty(courier)
  const orderId = await buy(customer, { onDelivery: true })
  await merchant.go('packages/merchant/home/index')
  await acceptAndPack(merchant, orderId)
  await take(courier)
  await courier.tap('#pick-up')
  await stands(customer, '骑手正在送货')
  await courier.tap('#refuse')
  await courier.tap('#why-REFUSAL_REASON_MINOR')
  await courier.page.waitForTimeout(300)
  await film.frame('refusing', '收货人未成年：骑手登记拒交原因')
  await courier.tap('#refuse-done')
  await stands(customer, '商品退回中')
  await courier.sees('送回门店')
  await merchant.seen('#receive').waitFor()
  await film.frame('returning', '商品退回门店，等待店员确认')
  await merchant.tap('#receive')
  await stands(customer, '订单已取消')
  await courier.sees('已退回门店')
}

/** At the counter: a wrong code, then the right one, the age check and the money. */
async function pickedUpAtTheCounter({ customer, merchant }, film) {
  const orderId = await buy(customer, { pickup: true, onDelivery: true })
  await merchant.go('packages/merchant/home/index')
  await acceptAndPack(merchant, orderId)
  await stands(customer, '可以来取货了')
  const code = (await customer.seen('[class*="digits-"]').last().innerText()).replace(/\D/g, '')
  await merchant.tap('#to-pickup')
  const type = async (digits) => { for (const d of digits) await merchant.tap(`#key-${d}`) }
  await type(code === '00000000' ? '11111111' : '00000000')
  await merchant.sees('取货码不正确')
  await type(code)
  await merchant.tap('#age-AGE_CHECK_EVIDENT')
  await merchant.tap('#cash')
  await merchant.page.waitForTimeout(300)
  await film.frame('counter', '到店自提：取货码、年龄核验与收款')
  await merchant.tap('#hand-out')
  await merchant.sees('核销成功')
  await stands(customer, '已取货')
}

/** Who was offline is told what happened when the network is back; a slow network changes nothing but the time. */
async function offlineAndSlow({ customer, merchant }, film) {
  await merchant.go('packages/merchant/home/index')
  await merchant.sees('今日营业额')
  await merchant.page.waitForTimeout(1500)
  await merchant.page.context().setOffline(true)
  await merchant.sees('没有网络')
  await customer.slow(400, 50)
  const orderId = await buy(customer)
  await pay(customer)
  assert.ok(await merchant.seen(`#accept-${orderId}`).count() === 0, 'without a network nothing is heard')
  await film.frame('offline', '门店断网：页面仍可看；顾客网络很慢，照样付款')
  await merchant.page.context().setOffline(false)
  await merchant.seen(`#accept-${orderId}`).waitFor({ timeout: 30_000 })
  // The answer is lost, and the same act repeated: it took place once.
  await merchant.page.route(`**/orders/${orderId}:accept`, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  }, { times: 1 })
  await merchant.tap(`#accept-${orderId}`)
  await stands(customer, '门店已接单')
  await customer.fast()
  await cancel(customer)
}

/** told runs parts of the story with one crew. What a browser says of answers that were meant to fail is no problem. */
const told = (firstFrame, ...parts) => async ({ openPhone, person }) => {
  const all = await crew(openPhone, person)
  const film = new Film(all, firstFrame)
  try {
    for (const part of parts) await part(all, film)
    for (const phone of Object.values(all)) forgive(phone)
  } finally {
    await film.close()
  }
}

export const tests = {
  'an order goes from the customer over the store and the courier to the door, and nobody reloads': told(1, mainJob),
  'every cancellation is seen by all at once': told(9, cancelUnpaid, cancelPaid, storeRejects),
  'a minor at the door gets nothing: the goods go back, the store takes them in': told(11, refusedAtTheDoor),
  'at the counter goods are handed out against the code, the age and the money': told(13, pickedUpAtTheCounter),
  'who was offline is told what was missed, and an act that was repeated took place once': told(14, offlineAndSlow),
}
