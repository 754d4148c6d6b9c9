/** What each reason of the API says to a person. Those that are missing speak by their status. */
const said: Record<string, string> = {
  OFFLINE: '网络连接不上，请检查网络后重试',
  TIMEOUT: '网络有点慢，请稍后再试',
  UNAVAILABLE: '服务正忙，请稍后再试',
  RATE_LIMITED: '操作太频繁，请稍后再试',
  REQUEST_TOO_LARGE: '内容太多了，请删减后再试',
  TOKEN_EXPIRED: '登录已过期，请重新登录',

  USER_CODE_INVALID: '登录凭证已失效，请再试一次',
  USER_LOGIN_FAILED: '账号或密码不正确',
  USER_LOCKED: '尝试次数过多，账号已暂时锁定',
  USER_SESSION_INVALID: '登录已失效，请重新登录',
  USER_OTP_REQUIRED: '请输入动态验证码',
  USER_OTP_WRONG: '验证码错误或已失效',
  USER_CONSENT_NEEDED: '撤回即注销账号，请到「设置」中办理',
  STEP_UP_REQUIRED: '请重新登录后再试',
  USER_DISABLED: '账号已停用，如有疑问请联系客服',
  USER_ADDRESS_NOT_FOUND: '这个地址已被删除',
  USER_ADDRESS_LIMIT: '地址数量已达上限，请先删除不用的地址',
  USER_WECHAT_UNAVAILABLE: '微信暂时没有响应，请稍后再试',
  USER_UNDERAGE: '未满 18 周岁不能购买酒类商品',

  PRODUCT_NOT_FOUND: '商品已下架',
  PRODUCT_SKU_NOT_FOUND: '该规格已下架',
  PRODUCT_STORE_NOT_FOUND: '门店不存在',

  ORDER_NOT_FOUND: '订单不存在',
  ORDER_STATE_INVALID: '订单状态已变化，请刷新查看',
  ORDER_STOCK_SHORT: '库存不足，请减少数量',
  ORDER_LINE_UNSELLABLE: '有商品已下架，请移除后再试',
  ORDER_PRICE_CHANGED: '价格有变动，请确认新的金额',
  ORDER_OUT_OF_RANGE: '收货地址超出门店配送范围',
  ORDER_AGE_UNCONFIRMED: '购买酒类商品需先确认已满 18 周岁',
  ORDER_TOO_MANY_OPEN: '未完成的订单太多，请先处理后再下单',
  ORDER_CART_LIMIT: '购物车已满，请先清理',
  ORDER_QUANTITY_INVALID: '购买数量不正确',
  ORDER_ADDRESS_REQUIRED: '请选择收货地址',
  ORDER_ADDRESS_NOT_FOUND: '收货地址不存在，请重新选择',
  ORDER_STORE_CLOSED: '门店休息中，请预约时段',
  ORDER_BELOW_MINIMUM: '未达到起送金额',
  ORDER_AMOUNT_OVERFLOW: '订单金额超出上限',
  ORDER_BUYER_DISABLED: '账号已停用，无法下单',

  PAYMENT_NOT_PAYABLE: '订单无需支付或已关闭',
  PAYMENT_CHANNEL_UNAVAILABLE: '支付通道繁忙，未扣款，请稍后再试',
  PAYMENT_CHANNEL_REFUSED: '支付未成功',
  PAYMENT_PAYER_UNKNOWN: '未找到微信账户，请重新登录',

  DELIVERY_NOT_FOUND: '配送信息不存在',
  DELIVERY_STATE_INVALID: '配送状态已变化，请刷新查看',
  DELIVERY_OFFER_GONE: '手慢了，这一单已被接走',
  DELIVERY_COURIER_UNAVAILABLE: '当前不能接单：未上线，或手上的单已满',
  DELIVERY_AGE_CHECK_REQUIRED: '酒类订单必须核验收货人年龄',
  DELIVERY_PICKUP_CODE_WRONG: '取货码不正确',
  DELIVERY_PICKUP_CODE_LOCKED: '输错次数过多，请稍后再试',
  DELIVERY_ZONE_NOT_FOUND: '门店尚未设置配送范围',
  DELIVERY_NOT_READY: '商品还没有打包好',

  INVENTORY_STOCK_SHORT: '库存不足',
  INVENTORY_BELOW_RESERVED: '调整后库存少于已预留数量',
  INVENTORY_QUANTITY_INVALID: '数量不正确',
}

const byStatus: Record<number, string> = {
  400: '填写的内容有误，请检查', 401: '请先登录', 403: '没有权限进行此操作', 404: '内容不存在或已被删除',
  409: '状态已变化，请刷新后再试', 413: '内容太多了，请删减后再试', 429: '操作太频繁，请稍后再试',
}

const chinese = /[\u4e00-\u9fff]/

/** sayReason finds words for a failure: ours for its reason, the server's where they are Chinese, else by status. */
export function sayReason(reason: string, status: number, message?: string): string {
  const ours = said[reason]
  if (ours) return ours
  if (message && chinese.test(message)) return message
  if (status >= 500) return said.UNAVAILABLE as string
  return byStatus[status] ?? '出了点问题，请稍后再试'
}

/** The reasons of fields by the rule that they break. */
export function sayField(reason: string): string {
  return chinese.test(reason) ? reason : '填写有误'
}
