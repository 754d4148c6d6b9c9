import { useEffect, useState } from 'react'
import { Picker, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Preferences } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { PhoneButton, PhoneSheet } from '@/components/PhoneButton'
import { Toggle } from '@/components/Toggle'
import { sayMinute } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { chooseTheme } from '@/hooks/useTheme'
import { api, cache, queue } from '@/services'
import { useStore } from '@/store'
import { ask, leave } from '@/store/acts'
import { noticeVersion } from '@/store/session'
import type { ThemeChoice } from '@/store/ui'
import styles from './index.module.scss'

const themes: { choice: ThemeChoice; name: string; icon: 'gear' | 'sun' | 'moon' }[] = [
  { choice: 'system', name: '跟随系统', icon: 'gear' }, { choice: 'light', name: '浅色', icon: 'sun' }, { choice: 'dark', name: '深色', icon: 'moon' },
]

export default function Settings() {
  const theme = useStore((s) => s.ui.theme)
  const user = useStore((s) => s.session.user)
  const [asking, setAsking] = useState(false)
  const out = async () => {
    const note = user?.roles.includes('ROLE_CONSUMER') ? '购物车与订单会保留在您的账号中' : '退出后将不再收到订单提醒'
    if (!await ask({ title: '退出登录？', note, yes: '退出', grave: true })) return
    leave()
    await Taro.switchTab({ url: '/pages/home/index' })
  }
  return (
    <Page title='设置' over={<PhoneSheet open={asking} onClose={() => setAsking(false)} />}>
      <View className={styles.body}>
        <View className={styles.card}>
          <Text className={styles.heading} role='heading' aria-level={2}>外观</Text>
          <View className={styles.themes}>
            {themes.map((t) => (
              <View key={t.choice} id={`theme-${t.choice}`} role='radio' aria-checked={theme === t.choice} className={`${styles.theme} ${theme === t.choice ? styles.on : ''}`} onClick={() => chooseTheme(t.choice)}>
                <Icon name={t.icon} /><Text>{t.name}</Text>
              </View>
            ))}
          </View>
        </View>
        {user?.roles.includes('ROLE_CONSUMER') && (
          <View className={styles.card}>
            <View className={styles.row}>
              <View className={styles.name}><Text>手机号</Text><Text className={styles.small}>{user.phoneMasked || '未绑定，仅用于订单联系'}</Text></View>
              <PhoneButton onSimulated={() => setAsking(true)}>{user.phoneMasked ? '更换' : '绑定'}</PhoneButton>
            </View>
          </View>
        )}
        {user && (
          <View className={styles.card}>
            {!user.roles.includes('ROLE_CONSUMER') && <View className={styles.row} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/messages/index' })}><Text className={styles.name}>消息</Text><Icon name='right' size='s' /></View>}
            <View id='devices' className={styles.row} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/devices/index' })}><Text className={styles.name}>登录设备</Text><Icon name='right' size='s' /></View>
          </View>
        )}
        {user && <Notifications />}
        <View className={styles.card}>
          <View className={styles.row} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/notice/index' })}><Text className={styles.name}>酒类购买须知与隐私说明</Text><Icon name='right' size='s' /></View>
          {user?.roles.includes('ROLE_CONSUMER') && <View id='privacy' className={styles.row} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/privacy/index' })}><Text className={styles.name}>个人信息副本与注销账号</Text><Icon name='right' size='s' /></View>}
        </View>
        {user && <Button wide kind='line' testId='sign-out' onTap={out}>退出登录</Button>}
      </View>
    </Page>
  )
}

/** agree keeps the person's word about being told of offers, as the law wants it kept: each time, with the version of the text. */
function agree(granted: boolean) {
  void queue.put('consent-marketing', { method: 'POST', url: '/v1/me/consents', body: { kind: 'CONSENT_KIND_MARKETING', version: noticeVersion, granted } })
}

/** Notifications are kept at once and sent when they can be. */
function Notifications() {
  const query = useQuery<Preferences>('preferences', () => api.get('/v1/me/message-preferences'))
  const [mine, setMine] = useState<Preferences | null>(null)
  useEffect(() => { if (query.data && queue.length === 0) setMine(query.data) }, [query.data])
  if (!mine) return null
  const set = (change: Partial<Preferences>) => {
    const next = { ...mine, ...change }
    setMine(next)
    cache.put('preferences', next)
    void queue.put('preferences', { method: 'PUT', url: '/v1/me/message-preferences', body: next })
  }
  const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  const quiet = mine.quietStartMinute !== mine.quietEndMinute
  return (
    <View className={styles.card}>
      <Text className={styles.heading} role='heading' aria-level={2}>通知</Text>
      <View className={styles.row}><View className={styles.name}><Text>订单进展</Text><Text className={styles.small}>通过微信服务通知告诉您</Text></View><Toggle label='订单进展' on={mine.wechatOrders} onChange={(wechatOrders) => set({ wechatOrders })} /></View>
      <View className={styles.row}><View className={styles.name}><Text>优惠与新品</Text><Text className={styles.small}>偶尔，绝不打扰</Text></View><Toggle label='优惠与新品' on={mine.wechatMarketing} onChange={(wechatMarketing) => { set({ wechatMarketing }); agree(wechatMarketing) }} /></View>
      <View className={styles.row}>
        <View className={styles.name}><Text>免打扰</Text><Text className={styles.small}>进行中的订单除外</Text></View>
        <Toggle label='免打扰' on={quiet} onChange={(on) => set(on ? { quietStartMinute: 1320, quietEndMinute: 480 } : { quietStartMinute: 0, quietEndMinute: 0 })} />
      </View>
      {quiet && (
        <View className={styles.row}>
          <Picker mode='time' value={sayMinute(mine.quietStartMinute)} onChange={(e) => set({ quietStartMinute: minuteOf(e.detail.value) })}><Text className={styles.time} role='button'>{sayMinute(mine.quietStartMinute)}</Text></Picker>
          <Text className={styles.small}>至</Text>
          <Picker mode='time' value={sayMinute(mine.quietEndMinute)} onChange={(e) => set({ quietEndMinute: minuteOf(e.detail.value) })}><Text className={styles.time} role='button'>{sayMinute(mine.quietEndMinute)}</Text></Picker>
        </View>
      )}
    </View>
  )
}
