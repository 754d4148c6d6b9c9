import { Page } from '@/components/Page'
import { Prepared } from '@/components/Prepared'

const answers = [
  { name: '现在可以接单吗？', text: '还不可以。代驾服务开放之前，您不需要做任何准备。' },
  { name: '开放后怎样加入？', text: '请把驾驶证件交给所在城市的运营人员。审核通过后，您的账号就会开通司机身份。' },
  { name: '开通以后呢？', text: '仍用这个账号登录，打开小程序就是司机工作台。' },
]

/** DriverHome tells who wants to be a chauffeur (代驾司机) that the service is being prepared. */
export default function DriverHome() {
  return <Page title='代驾司机'><Prepared icon='wheel' title='代驾服务筹备中' note='喝了酒不开车。开放后，您可以在这里接单，把顾客和他的车安全送到家。' answers={answers} /></Page>
}
