// The people of one order: a customer, the staff of the store, a courier; each with a phone of their own.
export async function enter(phone, person, sees) {
  await phone.go('pages/login/index')
  await phone.label(`以${person.title}进入`)
  await phone.sees(sees)
}

/** crew opens three phones and signs everybody in. */
export async function crew(openPhone, person) {
  const [customer, merchant, courier] = [await openPhone(), await openPhone(), await openPhone()]
  await enter(customer, person('consumer'), '大家都在喝')
  await enter(merchant, person('merchant'), '今日营业额')
  await enter(courier, person('courier'), '今日收入')
  return { customer, merchant, courier }
}

/** forgive forgets what a browser says of requests that were meant to fail. */
export function forgive(phone) {
  const meant = /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|WebSocket/
  phone.problems.splice(0, phone.problems.length, ...phone.problems.filter((p) => !meant.test(p)))
}

/** buy takes what the home page shows first to the confirmation page, and says how it is paid; `look` is done there. */
export async function buy(customer, { pickup = false, onDelivery = false, remark = '', look, tomorrow = false } = {}) {
  await customer.go('')
  await customer.sees('大家都在喝')
  await customer.seen('[class*="tile-"] [class*="name-"]').first().click()
  await customer.tap('#buy')
  await customer.tap('#sku-done')
  await customer.sees('支付方式')
  if (pickup) await customer.label('到店自提')
  if (onDelivery) await customer.label(pickup ? '到店付款' : '货到付款')
  if (tomorrow) {
    await customer.tap('#when')
    await customer.tap('#slot-tomorrow')
    await customer.seen('[id^="half-"][aria-disabled="false"]').first().click()
    await customer.seen('#when').filter({ hasText: '明天' }).waitFor()
  }
  if (remark) await customer.seen('textarea').last().fill(remark)
  await (look ? look() : customer.page.waitForTimeout(300))
  const placed = customer.page.waitForResponse((r) => r.url().endsWith('/v1/orders') && r.request().method() === 'POST' && r.ok())
  await customer.tap('#place')
  const trade = await (await placed).json()
  return trade.orders[0].orderId
}

/** allow answers what WeChat asks after a payment; it asks only for what is not allowed already, and the page waits for the answer. */
export async function allow(customer) {
  await Promise.race([customer.seen('#subscribe-yes').waitFor(), customer.sees('等待门店接单')])
  if (await customer.seen('#subscribe-yes').count() > 0) await customer.tap('#subscribe-yes')
}

/** pay pays at the simulator, and waits for the order's page. */
export async function pay(customer) {
  await customer.tap('#pay')
  await customer.tap('#sim-pay')
  await allow(customer)
  await customer.sees('等待门店接单')
}

/** stands waits until the customer's page says how the order stands. */
export const stands = (customer, title) => customer.seen('#order-title').filter({ hasText: title }).last().waitFor()

/** pack takes an order from acceptance to the packed bag, on its page. */
export async function pack(merchant) {
  await merchant.tap('#pick')
  await merchant.seen('[id^="line-"][aria-checked="false"]').first().waitFor()
  const lines = merchant.seen('[id^="line-"]')
  for (let i = 0; i < await lines.count(); i++) await lines.nth(i).click()
  await merchant.tap('#pack')
}

export async function acceptAndPack(merchant, orderId) {
  await merchant.tap(`#accept-${orderId}`)
  await merchant.page.goto(`${new URL(merchant.page.url()).origin}/m/packages/merchant/order/index?id=${orderId}`)
  await pack(merchant)
  await merchant.sees('待取货').catch(() => merchant.sees('待自提'))
}

export async function onDuty(courier) {
  const button = courier.seen('#on-duty')
  await courier.sees('今日收入')
  await Promise.race([button.waitFor(), courier.sees('接单中')])
  if (await button.count() > 0) await courier.tap('#on-duty')
  await courier.sees('接单中')
}

/** take accepts the offer of an order and opens its page. */
export async function take(courier) {
  const taken = courier.page.waitForResponse((r) => r.url().endsWith(':accept') && r.ok())
  await courier.tap('#take')
  const job = await (await taken).json()
  await courier.tap(`#stop-pickup-${job.deliveryId}`)
  return job
}
