// People around the pages: customers who buy, colleagues who may do some things and not others.
import { randomUUID } from 'node:crypto'
import { call } from '../../tools/platform.mjs'

/** shopper signs a new customer in, of age. */
export async function shopper(url) {
  const env = await (await fetch(`${url}/m/env.json`)).json()
  const openid = `e2e-${randomUUID()}`
  const { code } = await call(url, 'POST', `${env.weixin}/sim/codes`, { openid })
  const { accessToken, user } = await call(url, 'POST', '/v1/auth/wechat:login', { code })
  const customer = (method, path, body) => call(url, method, path, body, accessToken)
  await customer('POST', '/v1/me/age:confirm', { adult: true, noticeVersion: '1' })
  return { call: customer, userId: user.userId, wechatpay: env.wechatpay, url }
}

/** buys places an order at a store, to be fetched, and pays it where it is to be paid at once. */
export async function buys(customer, storeId, payMethod = 'PAY_METHOD_ON_DELIVERY') {
  const { products } = await customer.call('GET', `/v1/products:search?q=${encodeURIComponent('酒')}&storeId=${storeId}`)
  const skuId = products.find((p) => p.inStock).defaultSkuId
  const wanted = { items: [{ storeId, skuId, quantity: '1' }], fulfilment: 'FULFILMENT_PICKUP' }
  const { payableAmount } = await customer.call('POST', '/v1/orders:preview', wanted)
  const trade = await customer.call('POST', '/v1/orders', { ...wanted, payMethod, expectedAmount: payableAmount })
  const [order] = trade.orders
  if (payMethod === 'PAY_METHOD_WECHAT') {
    const session = await customer.call('POST', `/v1/trades/${trade.tradeId}:pay`, {})
    await call(customer.url, 'POST', `${customer.wechatpay}/sim/pay`, { prepay_id: session.wechat.package.slice('prepay_id='.length) })
    for (let i = 0; (await customer.call('GET', `/v1/orders/${order.orderId}`)).state !== 'ORDER_STATE_CONFIRMED'; i++) {
      if (i > 100) throw new Error('the payment did not arrive')
      await new Promise((done) => { setTimeout(done, 100) })
    }
  }
  return order
}

/** anyStore is a store that sells: the oldest, since what was opened by other tests has nothing on its shelves. */
export async function anyStore(admin) {
  const { stores } = await admin('GET', '/v1/admin/stores?pageSize=50')
  return stores.at(-1).store.storeId
}

/** What everybody needs to sign in, and to keep what they like pages to look like. */
const everybody = ['user.profile.read', 'user.permission.own', 'user.setting.list']

/** colleague makes an operator who may do some things everywhere, and nothing else. */
export async function colleague(admin, password, permissions) {
  const username = `e2e${randomUUID().slice(0, 8)}`
  const role = await admin('POST', '/v1/admin/roles', { kind: 'ROLE_OPERATOR', name: username, permissions: [...everybody, ...permissions] })
  const staff = await admin('POST', '/v1/admin/staff', { username, password, name: '小陈', roles: ['ROLE_MERCHANT'], storeIds: [await anyStore(admin)] })
  await admin('PUT', `/v1/admin/staff/${staff.userId}/grants`, { grants: [{ roleId: role.roleId, scope: 'DATA_SCOPE_ALL' }] })
  return username
}
