// Runs every page of a weapp build against a mock of wx: it must load, draw words and leave without an error.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const pause = (ms) => new Promise((done) => { setTimeout(done, ms) })

/** Answers of the mock's network: enough for every page to get past its skeleton or to say that there is nothing. */
function answerTo(url) {
  const product = { productId: '7', name: '测试酒', brandName: '测试', imageUrl: '/media/p.svg', imageUrls: ['/media/p.svg'], categoryId: '1', price: '5900', listPrice: '6900', defaultSkuId: '9', skuCount: 1, inStock: true, abvPermille: 530, tags: ['热卖'], attributes: [], skus: [{ skuId: '9', spec: '500ml', price: '5900', listPrice: '6900', memberPrice: '5500', listed: true, inStock: true, volumeMl: 500 }], liquor: true, description: '', subtitle: '' }
  const store = { storeId: '3', name: '测试店', address: '测试路', latE6: 30660000, lngE6: 104070000, openNow: true, inRange: true, distanceMeters: 900, rangeMeters: 3000 }
  const order = { orderId: '11', tradeId: '12', storeId: '3', storeName: '测试店', state: 'ORDER_STATE_CONFIRMED', payState: 'PAY_STATE_PAID', payMethod: 'PAY_METHOD_WECHAT', fulfilment: 'FULFILMENT_INSTANT', lines: [], steps: [], timeline: [], payableAmount: '5900', refundedAmount: '0', pickupCode: '', remark: '', cancelReason: 'CANCEL_REASON_UNSPECIFIED', createTime: '2026-11-25T10:00:00Z', pieceCount: 1 }
  const lists = [
    [/categories/, { categories: [{ categoryId: '1', name: '白酒', parentId: '0', sort: 1, liquor: true, iconUrl: '/media/c.svg' }] }],
    [/brands/, { brands: [] }], [/availability/, { items: [{ skuId: '9', available: 5 }] }],
    [/delivery-estimate/, { inRange: true, fee: '500', promiseMinutes: 25, distanceMeters: 900, minimumAmount: '0', freeFrom: '6900' }],
    [/stores:nearby/, { stores: [store] }], [/\/v1\/stores\//, store],
    [/products\/\d/, product], [/products/, { products: [product], nextPageToken: '', totalSize: 1 }],
    [/\/orders\/\d+$/, order], [/\/orders/, { orders: [order], nextPageToken: '' }],
    [/\/cart/, { stores: [], pieceCount: 0 }], [/addresses/, { addresses: [] }], [/messages/, { messages: [], nextPageToken: '', unreadCount: 0 }],
    [/preferences/, { wechatOrders: true, wechatMarketing: false, quietStartMinute: 0, quietEndMinute: 0 }],
  ]
  return lists.find(([pattern]) => pattern.test(url))?.[1] ?? {}
}

/** wx as far as a page without a person needs it. What is not named here succeeds with nothing. */
function mockWx(pages) {
  const size = { windowWidth: 390, windowHeight: 844, screenWidth: 390, screenHeight: 844, pixelRatio: 2, statusBarHeight: 47, safeArea: { top: 47, bottom: 810 } }
  const kept = new Map()
  const query = new Proxy({}, { get: (_, name) => (name === 'exec' ? (done) => done?.([{ width: 100, height: 100, left: 0, top: 0 }]) : () => query) })
  const known = {
    getSystemInfoSync: () => ({ ...size, platform: 'devtools', system: 'iOS 17', SDKVersion: '3.5.0' }),
    getWindowInfo: () => size, getAppBaseInfo: () => ({ theme: 'light', SDKVersion: '3.5.0' }), getDeviceInfo: () => ({ brand: 'mock', model: 'mock' }),
    getMenuButtonBoundingClientRect: () => ({ top: 50, left: 290, height: 32, width: 90 }),
    getStorageSync: (key) => kept.get(key) ?? '', setStorageSync: (key, value) => { kept.set(key, value) }, removeStorageSync: (key) => { kept.delete(key) },
    canIUse: () => true, nextTick: (run) => setTimeout(run, 0),
    getLaunchOptionsSync: () => ({ path: pages[0], query: {}, scene: 1001 }), getEnterOptionsSync: () => ({}), createSelectorQuery: () => query,
    request: (o) => {
      setTimeout(() => o.success?.({ statusCode: 200, data: answerTo(o.url), header: {} }), 2)
      return { abort() {} }
    },
  }
  // Taro wraps what wx has at the start, so that every name must be there: those of its own declarations.
  for (const name of namesOfWx()) {
    known[name] ??= (...args) => {
      if (args[0]?.success) setTimeout(() => args[0].success(name === 'getNetworkType' ? { networkType: 'wifi' } : name === 'getLocation' ? { latitude: 30.66, longitude: 104.07 } : {}), 0)
    }
  }
  return known
}

function namesOfWx() {
  const dir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../node_modules/@tarojs/taro/types/api')
  const files = fs.readdirSync(dir, { recursive: true }).filter((f) => f.endsWith('.d.ts'))
  return new Set(files.flatMap((f) => [...fs.readFileSync(path.join(dir, f), 'utf8').matchAll(/^ {4}([a-z]\w+)(?:<[^(]*>)?\(/gm)].map((m) => m[1])))
}

/** put sets a.b[3].c of an object, as setData does. */
function put(object, name, value) {
  const steps = name.replace(/\.?\[(\d+)\]/g, '.$1').split('.')
  let at = object
  steps.slice(0, -1).forEach((step, i) => { at = at[step] ??= /^\d+$/.test(steps[i + 1]) ? [] : {} })
  at[steps.at(-1)] = value
}

const wordsOf = (node) => (typeof node === 'string' ? node : (node.children ?? []).map(wordsOf).join(''))

export async function runPages({ dist, pages, drawn, check }) {
  const wx = mockWx(pages)
  const stack = []
  let application
  let registered
  const global = {
    wx, console, setTimeout, clearTimeout, setInterval, clearInterval, Promise, __wxConfig: {},
    App: (config) => { application = config }, getApp: () => application, getCurrentPages: () => stack,
    Page: (config) => { registered = config }, Component: (config) => { registered = config }, Behavior: (config) => config,
  }
  global.globalThis = global
  global.global = global
  const context = vm.createContext(global)
  const loaded = new Map()
  const requireFrom = (from) => (name) => {
    const file = path.join(name.startsWith('/') ? '' : path.dirname(from), name).replace(/(\.js)?$/, '.js')
    if (!loaded.has(file)) {
      const module = { exports: {} }
      loaded.set(file, module)
      const run = vm.runInContext(`(function(require,module,exports){${fs.readFileSync(path.join(dist, file), 'utf8')}\n})`, context, { filename: file })
      run(requireFrom(file), module, module.exports)
    }
    return loaded.get(file).exports
  }
  const errors = []
  const note = (error) => errors.push(String(error?.stack ?? error).slice(0, 600))
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  requireFrom('app.js')('./app.js')
  check(application !== undefined, 'app.js does not call App()')
  application?.onLaunch?.call(application, { path: pages[0], query: {}, scene: 1001 })
  application?.onShow?.call(application, {})
  // What draws complains on its console, as of a template that there is not.
  const frame = { console: { log: note, warn: note, error: note } }
  frame.window = frame
  const templates = vm.runInNewContext(`${fs.readFileSync(drawn, 'utf8')};$gwx`, frame)
  // As in WeChat a page's data is copied into the world that draws: its scripts cannot look into objects of another.
  const draw = (page, data) => templates(`${page}.wxml`)(vm.runInContext('JSON', frame).parse(JSON.stringify(data)))
  for (const page of pages) {
    registered = undefined
    errors.length = 0
    try {
      requireFrom(`${page}.js`)(`./${path.basename(page)}.js`)
      const instance = Object.assign(Object.create(null), registered.methods, registered, {
        data: { ...registered.data }, route: page, is: page, __wxExparserNodeId__: page, createSelectorQuery: wx.createSelectorQuery, selectComponent: () => null,
        setData(data, done) {
          for (const name in data) put(this.data, name, data[name])
          if (done) setTimeout(done, 0)
        },
      })
      stack.push(instance)
      instance.onLoad?.({ id: '7', store: '3' })
      instance.onShow?.()
      await pause(60)
      instance.onReady?.()
      let words = ''
      for (let tries = 0; tries < 40 && words === ''; tries++) { // a busy machine takes its time
        await pause(120)
        words = wordsOf(draw(page, instance.data)).replace(/\s+/g, ' ').trim()
      }
      check(words.length > 0, `${page} draws no words`)
      if (process.env.VERBOSE) console.log(`  ${page}: ${words.slice(0, 80)}`)
      instance.onHide?.()
      instance.onUnload?.()
      stack.pop()
      await pause(20)
    } catch (error) {
      note(error)
    }
    check(errors.length === 0, `${page}: ${errors.join(' | ')}`)
  }
}
