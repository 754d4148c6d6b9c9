// What is ordered for later: booked at checkout, seen by the store in its turn, and no courier is fetched early.
import assert from 'node:assert/strict'
import { buy, crew, onDuty, stands } from './crew.mjs'

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
}
