import { allow, buy } from './crew.mjs'

const pages = [
  ['category', 'pages/category/index', '销量'], ['mine', 'pages/mine/index', '我的订单'], ['orders', 'packages/order/list/index', '全部'],
  ['search', 'packages/order/search/index', '试试这些'], ['addresses', 'packages/user/addresses/index', '新增收货地址'],
  ['place', 'packages/user/place/index', '附近门店'], ['stores', 'packages/user/place/index?stores=1', '附近门店'],
  ['messages', 'packages/user/messages/index', '消息'], ['settings', 'packages/user/settings/index', '免打扰'],
  ['notice', 'packages/user/notice/index', '未成年人'], ['picker', 'packages/user/place/index?pick=1', '最近门店'],
  ['address', 'packages/user/address/index', '手机号'], ['driver', 'packages/driver/home/index', '代驾服务筹备中'], ['agent', 'packages/agent/home/index', '区域代理筹备中'], ['empty-cart', 'pages/cart/index', '购物车'],
]

/** A cart with something in it, which is taken out again. */
async function cart(phone) {
  await phone.go('pages/category/index')
  await phone.tapWords('配件小食')
  await phone.seen('[class*=plus-]').first().click()
  await phone.go('pages/cart/index')
  await phone.sees('去结算')
  await phone.shot('cart')
  await phone.seen('[aria-label^="移除"]').first().click()
  await phone.sees('购物车还是空的')
}

/** An order from its confirmation to its cancellation. */
async function order(phone) {
  await buy(phone, { remark: '少冰，请敲门', look: async () => {
    await phone.shot('confirm')
    await phone.tap('#when')
    await phone.seen('[id^="half-"]').first().waitFor()
    await phone.shot('slots')
    await phone.label('关闭')
    await phone.page.waitForTimeout(300)
  } })
  await phone.sees('内完成支付')
  await phone.shot('cashier')
  await phone.tap('#pay')
  await phone.sees('确认支付')
  await phone.shot('paysheet')
  await phone.tap('#sim-pay')
  await allow(phone)
  await phone.sees('等待门店接单')
  await phone.shot('order')
  await phone.tap('#cancel')
  await phone.tapWords('不想要了')
  await phone.shot('cancel')
  await phone.tap('#cancel-done')
  await phone.sees('订单已取消')
  await phone.sees('款项已原路退回')
  await phone.shot('cancelled')
  await phone.go('packages/order/list/index')
  await phone.sees('已取消')
  await phone.shot('orders-some')
  await phone.go('packages/user/messages/index')
  await phone.sees('订单')
  await phone.shot('messages-some')
}

async function everyPage({ openPhone, person }) {
  const phone = await openPhone({ both: true })
  await phone.go('')
  await phone.tap('#age-yes')
  await phone.go('pages/login/index')
  await phone.sees('演示环境')
  await phone.shot('login')
  await phone.label(`以${person('consumer').title}进入`)
  await phone.sees('大家都在喝')
  await phone.page.waitForTimeout(1200)
  await phone.shot('home')
  await phone.seen('[class*=tile-]').first().click()
  await phone.sees('加入购物车')
  await phone.page.waitForTimeout(800)
  await phone.shot('product')
  for (const [name, url, words] of pages) {
    await phone.go(url)
    await phone.sees(words)
    await phone.page.waitForTimeout(700)
    await phone.shot(name)
  }
  await cart(phone)
  await order(phone)
  await phone.go('packages/user/settings/index')
  await phone.tap('#sign-out')
  await phone.sees('退出登录？')
  await phone.shot('dialog')
  await phone.tap('#dialog-no')
  await phone.go('pages/category/index')
  await phone.tapWords('筛选')
  await phone.sees('产地')
  await phone.shot('filter')
}

export const tests = {
  'every page stands in light and in the dark': everyPage,

  'the theme is chosen by hand, and kept': async ({ openPhone }) => {
    const phone = await openPhone()
    await phone.go('packages/user/settings/index')
    await phone.tap('#theme-dark')
    await phone.page.waitForSelector('html.night')
    await phone.page.reload()
    await phone.page.waitForSelector('html.night')
  },

  'without a network the last known goods are shown, and what is put into the cart arrives later': async ({ openPhone, person }) => {
    const phone = await openPhone()
    await phone.go('')
    await phone.tap('#age-yes')
    await phone.go('pages/login/index')
    await phone.label(`以${person('consumer').title}进入`)
    await phone.sees('大家都在喝')
    await phone.go('pages/category/index')
    await phone.tapWords('配件小食')
    await phone.seen('[class*=plus-]').first().waitFor()
    await phone.page.context().setOffline(true)
    await phone.sees('没有网络')
    await phone.seen('[class*=plus-]').first().click()
    await phone.shot('offline')
    const arrived = phone.page.waitForResponse((r) => r.url().endsWith('/v1/cart/items') && r.status() === 200)
    await phone.page.context().setOffline(false)
    await arrived
    // A browser calls every request without a network an error.
    phone.problems.length = 0
  },

  'on a desktop it stands in a phone': async ({ openPhone }) => {
    const phone = await openPhone()
    await phone.page.setViewportSize({ width: 1280, height: 900 })
    await phone.go('')
    await phone.tap('#age-yes')
    await phone.sees('分钟送达')
    await phone.shot('desktop')
  },
}
