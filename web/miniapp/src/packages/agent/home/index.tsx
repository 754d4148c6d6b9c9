import { Page } from '@/components/Page'
import { Prepared } from '@/components/Prepared'

const answers = [
  { name: '现在可以申请吗？', text: '还不可以。区域代理开放之前，您不需要做任何准备。' },
  { name: '开放后怎样加入？', text: '请向平台的运营人员提出申请，并提供经营证照。审核通过后，您的账号就会开通代理身份。' },
  { name: '开通以后呢？', text: '仍用这个账号登录，打开小程序就能看到您的区域。' },
]

/** AgentHome tells who wants to be a regional agent (区域代理) that the partnership is being prepared. */
export default function AgentHome() {
  return <Page title='区域代理'><Prepared icon='flag' title='区域代理筹备中' note='开放后，您可以在这里查看所辖区域的门店、订单与收益。' answers={answers} /></Page>
}
