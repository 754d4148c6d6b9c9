import { Text, View } from '@tarojs/components'
import type { ConsentList } from '@dajiu/api'
import { Page } from '@/components/Page'
import { sayTime } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import { useStore } from '@/store'
import { noticeVersion } from '@/store/session'
import styles from './index.module.scss'

const parts: { title: string; lines: string[] }[] = [
  { title: '一、未成年人', lines: ['根据《中华人民共和国未成年人保护法》第五十九条，我们不向未满 18 周岁的人士销售酒类商品。', '下单人须声明已满 18 周岁；交付时骑手或店员将核验收货人的年龄，难以判明时会请您出示身份证件。无法核验的，商品退回门店，已付款项原路退回。'] },
  { title: '二、理性饮酒', lines: ['过量饮酒有害健康。孕妇、哺乳期女性、对酒精过敏者及服用相关药物者请勿饮用。', '饮酒后请勿驾驶机动车、非机动车或操作机械。'] },
  { title: '三、订单与退款', lines: ['商品离店前您可以随时取消订单，已支付款项原路退回，通常即时到账，以微信支付通知为准。', '付款时商品恰好售罄，或门店未能在时限内接单的，订单自动取消并全额退款。'] },
  { title: '四、我们处理的个人信息', lines: ['微信账号标识：用于登录与支付。手机号、联系人与地址：仅用于配送与联系，并只展示给为您服务的门店与骑手。', '位置：仅在您允许时读取，用于查找身边门店与计算送达时间，不作留存。订单与支付记录：依法至少保存三年。', '年龄声明：记录您声明的时间与所见须知的版本。'] },
  { title: '五、您的权利', lines: ['您可以在「收货地址」中查看、更正、删除地址，在「设置」中关闭通知、撤回对营销通知的同意或退出登录；您每次的同意与撤回都记录在本页末尾。复制个人信息、注销账号，请到「设置 · 个人信息副本与注销账号」。'] },
]

const kinds: Record<string, string> = { CONSENT_KIND_PRIVACY: '本须知与隐私说明', CONSENT_KIND_MARKETING: '接收优惠与新品通知' }

/** Words are what the person agreed to and took back, as it is on record. */
function Words() {
  const query = useQuery<ConsentList>('consents', () => api.get('/v1/me/consents'))
  const list = query.data?.consents ?? []
  if (list.length === 0) return null
  return (
    <View className={styles.part}>
      <Text className={styles.heading} role='heading' aria-level={2}>您的同意记录</Text>
      {list.map((c) => (
        <View key={c.consentId} className={styles.word}>
          <Text>{c.granted ? '同意' : '撤回'}{kinds[c.kind ?? '']}</Text>
          <Text className={styles.version}>版本 {c.version} · {sayTime(c.createTime)}</Text>
        </View>
      ))}
    </View>
  )
}

export default function Notice() {
  const customer = useStore((s) => s.session.user?.roles.includes('ROLE_CONSUMER') ?? false)
  return (
    <Page title='须知与隐私说明'>
      <View className={styles.body} role='document'>
        <Text className={styles.title}>酒类购买须知与隐私说明</Text>
        <Text className={styles.version}>版本 {noticeVersion}</Text>
        {parts.map((p) => (
          <View key={p.title} className={styles.part}>
            <Text className={styles.heading} role='heading' aria-level={2}>{p.title}</Text>
            {p.lines.map((line) => <Text key={line} className={styles.line}>{line}</Text>)}
          </View>
        ))}
        {customer && <Words />}
      </View>
    </Page>
  )
}
