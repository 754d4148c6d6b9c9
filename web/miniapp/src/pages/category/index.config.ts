export default definePageConfig({ navigationBarTitleText: '选酒' })
