import { Text, View } from '@tarojs/components'
import type { Device, SessionList } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Failure } from '@/components/State'
import { sayTime } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import { ask, toast, toastError } from '@/store/acts'
import styles from './index.module.scss'

/** Devices are where the account is signed in; each but this one can be signed out from here. */
export default function Devices() {
  const query = useQuery<SessionList>('sessions', () => api.get('/v1/me/sessions'))
  const end = async (s: Device) => {
    if (!await ask({ title: '下线这台设备？', note: '它将立即退出登录', yes: '下线', grave: true })) return
    await api.del('/v1/me/sessions/{sessionId}', { path: { sessionId: s.sessionId } })
    await query.reload()
    toast('已下线', 'good')
  }
  const list = query.data?.sessions ?? []
  return (
    <Page title='登录设备'>
      <View className={styles.body}>
        {query.error !== null && list.length === 0 && <Failure error={query.error} retry={query.reload} />}
        {query.loading && <Skeleton kind='row' count={3} />}
        {list.map((s) => (
          <View key={s.sessionId} className={styles.card}>
            <View className={styles.words}>
              <Text className={styles.name}>{s.device || '未知设备'}</Text>
              <Text className={styles.small}>{sayTime(s.lastUsedTime)} 使用 · {s.address || '地址未知'}</Text>
              <Text className={styles.small}>{sayTime(s.createTime)} 登录</Text>
            </View>
            {s.current
              ? <Text className={styles.here}>本机</Text>
              : <Button kind='line' size='s' label={`下线 ${s.device || '未知设备'}`} onTap={() => end(s)} failed={toastError}>下线</Button>}
          </View>
        ))}
        {list.length > 0 && <Text className={styles.small}>有不认识的设备？请将其下线。用密码登录的账号，请一并联系管理员修改密码。</Text>}
      </View>
    </Page>
  )
}
