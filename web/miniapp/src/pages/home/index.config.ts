export default definePageConfig({ navigationBarTitleText: '滴滴打酒' })
