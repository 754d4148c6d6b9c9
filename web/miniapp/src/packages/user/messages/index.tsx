import { useEffect } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Message } from '@dajiu/api'
import { Icon, type IconName } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { sayTime } from '@/domain/time'
import { useFrames } from '@/hooks/useFrames'
import { usePager } from '@/hooks/usePager'
import { api, queue } from '@/services'
import { useAct } from '@/store'
import { sessionSlice } from '@/store/session'
import styles from './index.module.scss'

const icon = (kind: string): IconName => {
  if (/SHIP|COURIER/.test(kind)) return 'truck'
  if (/CANCEL|REFUND|RETURN/.test(kind)) return 'wallet'
  if (/READY|PICK/.test(kind)) return 'bag'
  if (/DELIVER|COMPLETE/.test(kind)) return 'check'
  return 'bell'
}

function open(m: Message) {
  if (m.kind === 'NEW_DEVICE') void Taro.navigateTo({ url: '/packages/user/devices/index' })
  else if (m.orderId !== '0') void Taro.navigateTo({ url: `/packages/order/detail/index?id=${m.orderId}` })
}

export default function Messages() {
  const act = useAct()
  const pager = usePager<Message>('messages', async (pageToken) => {
    const answer = await api.get('/v1/me/messages', { query: { pageSize: 30, pageToken } })
    return { items: answer.messages, nextPageToken: answer.nextPageToken }
  })
  useFrames((frame) => { if (frame.type === 'order' || frame.type === 'refund') void pager.reload() })
  const newest = pager.items[0]
  // Seen is read. It may wait for a network.
  useEffect(() => {
    if (!newest || newest.read) return
    act(sessionSlice.actions.unreadCounted(0))
    void queue.put('read', { method: 'POST', url: '/v1/me/messages:read', body: { upToMessageId: newest.messageId } })
  }, [newest, act])
  return (
    <Page title='消息' onEnd={pager.next}>
      <View className={styles.body}>
        {pager.error !== null && pager.items.length === 0 && <Failure error={pager.error} retry={pager.reload} />}
        {pager.loading && <Skeleton kind='row' count={5} />}
        {!pager.loading && pager.error === null && pager.items.length === 0 && <Empty icon='bell' title='还没有消息' note='订单的每一步进展都会告诉您' />}
        {pager.items.map((m) => (
          <View key={m.messageId} className={styles.card} role='button' onClick={() => open(m)}>
            <View className={styles.face}><Icon name={icon(m.kind)} />{!m.read && <View className={styles.dot} />}</View>
            <View className={styles.words}>
              <View className={styles.head}><Text className={styles.title}>{m.title}</Text><Text className={styles.time}>{sayTime(m.createTime)}</Text></View>
              <Text className={styles.text}>{m.body}</Text>
            </View>
          </View>
        ))}
        {pager.items.length > 0 && <Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>}
      </View>
    </Page>
  )
}
