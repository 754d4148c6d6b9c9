export default definePageConfig({ navigationBarTitleText: '代驾司机' })
