// Every page of the store and of the courier, in light and in the dark, for people to look at: .shots/m-*.png, c-*.png
import { acceptAndPack, buy, enter, onDuty, pay } from './crew.mjs'

const look = async (phone, name, target, words) => {
  await phone.go(target)
  await phone.sees(words)
  await phone.page.waitForTimeout(900)
  await phone.shot(name)
}

const show = (dark) => async ({ openPhone, person }) => {
  const customer = await openPhone()
  await enter(customer, person('consumer'), '大家都在喝')
  const orderId = await buy(customer, { remark: '少冰，请敲门' })
  await pay(customer)

  const merchant = await openPhone({ dark })
  await enter(merchant, person('merchant'), '今日营业额')
  await merchant.seen(`#accept-${orderId}`).waitFor()
  await merchant.page.waitForTimeout(900)
  await merchant.shot('m-home')
  await look(merchant, 'm-orders', 'packages/merchant/orders/index?pile=waiting', '待接单')
  await look(merchant, 'm-pickup', 'packages/merchant/pickup/index', '取货码')
  await look(merchant, 'm-stock', 'packages/merchant/stock/index', '可售')
  await merchant.seen('[id^="sku-"]').first().click()
  await merchant.fill('#pieces', '12')
  await merchant.shot('m-adjust')
  await look(merchant, 'm-assortment', 'packages/merchant/assortment/index', '商品与价格')
  await merchant.seen('[id^="sku-"]').first().click()
  await merchant.fill('#own-price', '88.5')
  await merchant.shot('m-price')
  await look(merchant, 'm-hours', 'packages/merchant/hours/index', '周一')
  await look(merchant, 'm-order', `packages/merchant/order/index?id=${orderId}`, '拣货清单')
  await merchant.tap('#reject')
  await merchant.shot('m-reject')
  await merchant.label('关闭')
  await merchant.go('packages/merchant/home/index')
  await acceptAndPack(merchant, orderId)
  await merchant.shot('m-packed')

  const courier = await openPhone({ dark })
  await enter(courier, person('courier'), '今日收入')
  await courier.page.waitForTimeout(900)
  await courier.shot('c-home')
  await onDuty(courier)
  await courier.seen('#take').waitFor({ timeout: 40_000 })
  await courier.shot('c-offer')
  await courier.tap('#take')
  await courier.seen('[id^="stop-pickup-"]').first().waitFor()
  await courier.page.waitForTimeout(3500)
  await courier.shot('c-stops')
  await courier.seen('[id^="stop-pickup-"]').first().click()
  await courier.tap('#pick-up')
  await courier.sees('送往顾客')
  await courier.page.waitForTimeout(3000)
  await courier.shot('c-job')
  await courier.tap('#refuse')
  await courier.shot('c-refuse')
  await courier.label('关闭')
  await courier.page.waitForTimeout(400)
  await courier.tap('#hand-over')
  await courier.tap('#age-AGE_CHECK_EVIDENT')
  await courier.shot('c-hand-over')
  await courier.tap('#hand-over-done')
  await courier.sees('收入已计入今日')
  await look(courier, 'c-earnings', 'packages/courier/earnings/index', '今天')
}

export const tests = {
  'every page of the staff stands in light': show(false),
  'every page of the staff stands in the dark': show(true),
}
