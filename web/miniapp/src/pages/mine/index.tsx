import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { Icon, type IconName } from '@/components/Icon'
import { measures, Page } from '@/components/Page'
import type { Tab } from '@/domain/order'
import { useCartBadge } from '@/hooks/useCartBadge'
import { upcoming } from '@/roles'
import { session } from '@/services'
import { useStore } from '@/store'
import { countUnread, refreshMe } from '@/store/acts'
import styles from './index.module.scss'

const orders: { tab: Tab; name: string; icon: IconName }[] = [
  { tab: 'unpaid', name: '待付款', icon: 'wallet' }, { tab: 'active', name: '进行中', icon: 'truck' },
  { tab: 'done', name: '已结束', icon: 'check' }, { tab: 'all', name: '全部订单', icon: 'doc' },
]

const entries: { url: string; name: string; icon: IconName; guest?: boolean }[] = [
  { url: '/packages/user/addresses/index', name: '收货地址', icon: 'pin' },
  { url: '/packages/user/messages/index', name: '消息', icon: 'bell' },
  { url: '/packages/user/settings/index', name: '设置', icon: 'gear', guest: true },
  { url: '/packages/user/notice/index', name: '酒类购买须知与隐私说明', icon: 'shield', guest: true },
]

const login = () => Taro.navigateTo({ url: '/pages/login/index' })

export default function Mine() {
  const { user, unread } = useStore((s) => s.session)
  useCartBadge()
  useDidShow(() => {
    if (!session.signedIn) return
    void refreshMe()
    void countUnread()
  })
  const go = (url: string, guest?: boolean) => void (user || guest ? Taro.navigateTo({ url }) : login())
  const { statusBar } = measures()
  return (
    <Page tab bleed>
      <View className={styles.head}>
        <View className={styles.glow} />
        <View style={{ height: `${statusBar}px` }} />
        <View className={styles.person} role='button' onClick={() => { if (!user) void login() }}>
          <View className={styles.face}>{user ? (user.nickname || '酒友').slice(0, 1) : <Icon name='user' size='l' />}</View>
          <View className={styles.words}>
            <Text className={styles.name}>{user ? user.nickname || '酒友' : '登录 / 注册'}</Text>
            <Text className={styles.note}>{user ? user.phoneMasked || '欢迎回来，今天也要理性饮酒' : '登录后查看订单与收货地址'}</Text>
          </View>
          {user?.ageConfirmed && <View className={styles.adult}><Icon name='shield' size='s' />已满 18 岁</View>}
        </View>
      </View>
      <View className={styles.card}>
        <Text className={styles.heading} role='heading' aria-level={2}>我的订单</Text>
        <View className={styles.orders}>
          {orders.map((o) => (
            <View key={o.tab} className={styles.order} role='button' onClick={() => go(`/packages/order/list/index?tab=${o.tab}`)}>
              <View className={styles.icon}><Icon name={o.icon} size='l' /></View><Text>{o.name}</Text>
            </View>
          ))}
        </View>
      </View>
      <View className={styles.list}>
        {entries.map((e) => (
          <View key={e.url} className={styles.entry} role='button' onClick={() => go(e.url, e.guest)}>
            <Icon name={e.icon} /><Text className={styles.title}>{e.name}</Text>
            {e.icon === 'bell' && unread > 0 && <View className={styles.badge}>{unread > 99 ? '99+' : unread}</View>}
            <Icon name='right' size='s' className={styles.more} />
          </View>
        ))}
      </View>
      {user && (
        <View className={styles.list}>
          {upcoming.map((e) => (
            <View key={e.url} className={styles.entry} role='button' onClick={() => go(e.url)}>
              <Icon name={e.icon} /><Text className={styles.title}>{e.name}</Text><Text className={styles.soon}>筹备中</Text><Icon name='right' size='s' className={styles.more} />
            </View>
          ))}
        </View>
      )}
      <Text className={styles.foot}>滴滴打酒 · 理性饮酒，酒后不开车</Text>
    </Page>
  )
}
