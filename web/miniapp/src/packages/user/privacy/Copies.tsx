import { useEffect } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Export, ExportList } from '@dajiu/api'
import { Button } from '@/components/Button'
import { sayTime } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import { toast } from '@/store/acts'
import { fresh } from './fresh'
import styles from './index.module.scss'

/** keep gives the copy to the person: a file in a browser, the clipboard in WeChat, which has no place for files. */
async function keep(doc: unknown) {
  const text = JSON.stringify(doc, null, 2)
  if (process.env.TARO_ENV === 'weapp') {
    await Taro.setClipboardData({ data: text })
    return
  }
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = '我的个人信息.json'
  link.click()
  URL.revokeObjectURL(url)
  toast('已保存到下载文件夹', 'good')
}

const says = (e: Export): string => {
  if (e.state === 'EXPORT_STATE_PREPARING') return '正在整理，请稍候'
  return e.state === 'EXPORT_STATE_READY' ? `可下载至 ${sayTime(e.expireTime)}` : '已过期'
}

const lookAgainMs = 1500

/** Copies are what the person asked for of their data. */
export function Copies() {
  const query = useQuery<ExportList>('exports', () => api.get('/v1/me/exports'), { freshMs: 0 })
  const list = query.data?.exports ?? []
  const preparing = list.some((e) => e.state === 'EXPORT_STATE_PREPARING')
  const { reload } = query
  useEffect(() => {
    if (!preparing) return undefined
    const timer = setInterval(() => void reload(), lookAgainMs)
    return () => clearInterval(timer)
  }, [preparing, reload])
  const request = async () => {
    await api.post('/v1/me/exports', { body: {} })
    await reload()
  }
  const download = async (exportId: string) => {
    const doc = await fresh(() => api.get('/v1/me/exports/{exportId}:download', { path: { exportId } }))
    if (doc !== undefined) await keep(doc)
  }
  const open = list.some((e) => e.state !== 'EXPORT_STATE_EXPIRED')
  return (
    <View className={styles.card}>
      <Text className={styles.heading} role='heading' aria-level={2}>复制我的个人信息</Text>
      <Text className={styles.line}>账号、地址、订单、配送与消息等全部信息，整理好后保留 7 天，仅您本人登录后可以下载。</Text>
      {list.slice(0, 3).map((e) => (
        <View key={e.exportId} className={styles.row}>
          <View className={styles.name}><Text>{sayTime(e.createTime)} 申请</Text><Text className={styles.small}>{says(e)}</Text></View>
          {e.state === 'EXPORT_STATE_READY' && <Button size='s' kind='soft' testId='download' onTap={() => download(e.exportId)}>{process.env.TARO_ENV === 'weapp' ? '复制' : '下载'}</Button>}
        </View>
      ))}
      {!open && <Button wide kind='soft' testId='export' onTap={request}>申请副本</Button>}
    </View>
  )
}
