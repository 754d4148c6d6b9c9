export default definePageConfig({ navigationBarTitleText: '骑手工作台' })
