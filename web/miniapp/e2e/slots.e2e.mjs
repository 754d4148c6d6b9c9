// What is ordered for later: booked at checkout, seen by the store in its turn, and no courier is fetched early.
import assert from 'node:assert/strict'
import { buy, crew, enter, onDuty, stands } from './crew.mjs'
import { staff } from '../../tools/platform.mjs'

export const tests = {
  'an order for tomorrow is booked, promised and told, and fetches no courier today': async ({ openPhone, person }) => {
    const { customer, merchant, courier } = await crew(openPhone, person)
    await courier.go('packages/courier/home/index')
    await onDuty(courier)
    await merchant.go('packages/merchant/home/index')
    const later = await buy(customer, { onDelivery: true, tomorrow: true })
    await stands(customer, '等待门店接单')
    await customer.seen('#promise').filter({ hasText: '预约 明天' }).waitFor()
    await customer.shot('slot-detail')
    const now = await buy(customer, { onDelivery: true })
    await merchant.seen(`#accept-${now}`).waitFor()
    const turn = await merchant.seen('[id^="accept-"]').evaluateAll((buttons) => buttons.map((b) => b.id))
    assert.ok(turn.indexOf(`accept-${now}`) < turn.indexOf(`accept-${later}`), 'what must be packed first comes first')
    await merchant.sees('预约 明天')
    await merchant.shot('slot-waiting')
    await merchant.tap(`#accept-${later}`)
    await customer.go(`packages/order/detail/index?id=${later}`)
    await stands(customer, '门店已接单')
    await customer.sees('临近预约时段时安排骑手')
    assert.equal(await courier.seen('#take').count(), 0, 'nobody is fetched a day early')
    for (const id of [later, now]) {
      await customer.go(`packages/order/detail/index?id=${id}`)
      await customer.tap('#cancel')
      await customer.tapWords('不想要了')
      await customer.tap('#cancel-done')
      await stands(customer, '订单已取消')
    }
  },

  'a store that is closed takes an order for when it is open': async ({ openPhone, person, url }) => {
    const customer = await openPhone()
    await customer.go('')
    await customer.tap('#age-yes')
    await enter(customer, person('consumer'), '大家都在喝')
    const clerk = await staff(url, person('merchant').username, person('merchant').password)
    const storeId = (await clerk('GET', '/v1/me')).storeIds[0]
    const { hours } = await (await fetch(`${url}/v1/stores/${storeId}`)).json()
    await customer.go('pages/category/index')
    await customer.tapWords('配件小食')
    await customer.seen('[class*=plus-]').first().click()
    // Closed from now until noon of tomorrow.
    const tomorrow = new Date(Date.now() + (24 + 8) * 3600 * 1000).getUTCDay() || 7
    await clerk('PUT', `/v1/merchant/stores/${storeId}/hours`, { hours: [{ weekday: tomorrow, startMinute: 720, endMinute: 1440 }], paused: false })
    try {
      await customer.go('pages/cart/index')
      await customer.sees('门店休息中，可预约时段')
      await customer.shot('cart-closed')
      await customer.tap('#settle')
      await customer.sees('门店休息中，请预约时段')
      await customer.sees('请选择时段')
      await customer.label('货到付款')
      await customer.shot('confirm-closed')
      await customer.tap('#later')
      await customer.sees('请预约营业时间内的时段')
      await customer.shot('slots-closed')
      await customer.seen('[id^="half-"][aria-disabled="false"]').first().click()
      await customer.seen('#when').filter({ hasText: '明天 12:00' }).waitFor()
      await customer.tap('#place')
      await stands(customer, '等待门店接单')
      await customer.seen('#promise').filter({ hasText: '预约 明天' }).waitFor()
      await customer.tap('#cancel')
      await customer.tapWords('不想要了')
      await customer.tap('#cancel-done')
      await stands(customer, '订单已取消')
    } finally {
      await clerk('PUT', `/v1/merchant/stores/${storeId}/hours`, { hours, paused: false })
    }
  },
}
