import theme from './theme.json'

// WeChat reads the colours of both schemes from theme.json; in h5 the page tells the tab bar when the scheme changes.
const colour = (name: keyof typeof theme.light) => (process.env.TARO_ENV === 'weapp' ? `@${name}` : theme.light[name])

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/category/index',
    'pages/cart/index',
    'pages/mine/index',
    'pages/login/index',
  ],
  subPackages: [
    { root: 'packages/order', name: 'order', pages: ['search/index', 'product/index', 'confirm/index', 'cashier/index', 'list/index', 'detail/index'] },
    { root: 'packages/user', name: 'user', pages: ['addresses/index', 'address/index', 'place/index', 'messages/index', 'settings/index', 'devices/index', 'notice/index', 'privacy/index'] },
    { root: 'packages/merchant', name: 'merchant', pages: ['home/index', 'orders/index', 'order/index', 'pickup/index', 'stock/index', 'assortment/index', 'hours/index'] },
    { root: 'packages/courier', name: 'courier', pages: ['home/index', 'job/index', 'earnings/index'] },
    { root: 'packages/driver', name: 'driver', pages: ['home/index'] },
    { root: 'packages/agent', name: 'agent', pages: ['home/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['order'] },
    'pages/mine/index': { network: 'all', packages: ['user'] },
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '滴滴打酒',
    navigationBarBackgroundColor: colour('navBackground'),
    navigationBarTextStyle: colour('navText'),
    backgroundColor: colour('background'),
    backgroundTextStyle: colour('pull'),
  },
  tabBar: {
    color: colour('tabText'),
    selectedColor: colour('tabSelected'),
    backgroundColor: colour('tabBackground'),
    borderStyle: colour('tabBorder') as never,
    list: [
      { pagePath: 'pages/home/index', text: '首页', iconPath: 'assets/tab/home.png', selectedIconPath: 'assets/tab/home-on.png' },
      { pagePath: 'pages/category/index', text: '选酒', iconPath: 'assets/tab/category.png', selectedIconPath: 'assets/tab/category-on.png' },
      { pagePath: 'pages/cart/index', text: '购物车', iconPath: 'assets/tab/cart.png', selectedIconPath: 'assets/tab/cart-on.png' },
      { pagePath: 'pages/mine/index', text: '我的', iconPath: 'assets/tab/mine.png', selectedIconPath: 'assets/tab/mine-on.png' },
    ],
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  requiredPrivateInfos: ['getLocation', 'chooseLocation', 'startLocationUpdate', 'onLocationChange'] as never,
  permission: { 'scope.userLocation': { desc: '用于查找您身边的门店、计算送达时间，以及骑手配送' } },
})
