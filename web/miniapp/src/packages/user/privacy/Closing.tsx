import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Deletion } from '@dajiu/api'
import { Button } from '@/components/Button'
import { sayTime } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import { ask, toast } from '@/store/acts'
import { fresh } from './fresh'
import styles from './index.module.scss'

const consequences = [
  '15 天冷静期内可随时撤回，账号照常使用；期满后立即注销，无法恢复。',
  '昵称、头像、手机号、微信标识、收货地址、登录设备、消息与设置将被删除。',
  '订单与配送记录依法保存三年，其中不再有您的姓名、电话与地址；同意记录保存三年。',
  '期满时若有未完成的订单或退款，注销自动取消，您可在完成后重新申请。',
]

/** Closing is the end of an account: what it means, what stands in its way, and the way back. */
export function Closing() {
  const query = useQuery<Deletion>('deletion', () => api.get('/v1/me/deletion'), { freshMs: 0 })
  const [code, setCode] = useState('')
  const deletion = query.data
  if (!deletion) return null
  const cooling = deletion.state === 'DELETION_STATE_COOLING'
  const request = async () => {
    if (!await ask({ title: '确定注销账号？', note: '15 天内可以撤回，之后无法恢复', yes: '申请注销', grave: true })) return
    const made = await fresh(() => api.post('/v1/me/deletion', { body: { understood: true } }))
    if (!made) return
    setCode(made.certificateCode)
    await query.reload()
  }
  const withdraw = async () => {
    await api.post('/v1/me/deletion:withdraw', { body: {} })
    setCode('')
    toast('已撤回，账号继续使用', 'good')
    await query.reload()
  }
  return (
    <View className={styles.card}>
      <Text className={styles.heading} role='heading' aria-level={2}>注销账号</Text>
      {consequences.map((line) => <Text key={line} className={styles.line}>· {line}</Text>)}
      {(deletion.obstacles ?? []).map((o) => <Text key={o.orderId} className={styles.line}>暂不能注销：{o.message}</Text>)}
      {deletion.state === 'DELETION_STATE_REFUSED' && <Text className={styles.line}>上次申请期满时仍有未完成的订单，注销已取消。</Text>}
      {cooling && <Text className={styles.line}>已申请注销，将于 {sayTime(deletion.dueTime)} 执行。</Text>}
      {code !== '' && (
        <>
          <Text className={styles.line}>请保存注销证明编号，注销后可凭它查询删除了什么、保留了什么：</Text>
          <Text className={styles.code} selectable id='certificate-code'>{code}</Text>
          <Button size='s' kind='soft' onTap={() => Taro.setClipboardData({ data: code })}>复制编号</Button>
        </>
      )}
      {cooling
        ? <Button wide kind='soft' testId='withdraw' onTap={withdraw}>撤回注销</Button>
        : <Button wide kind='danger' testId='close-account' disabled={(deletion.obstacles ?? []).length > 0} onTap={request}>注销账号</Button>}
    </View>
  )
}
