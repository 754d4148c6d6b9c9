import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { Subscription } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { Toggle } from '@/components/Toggle'
import { offerSubscribeSheet } from '@/services/subscribe/subscribe'
import styles from './SubscribeSheet.module.scss'

interface Asked { list: readonly Subscription[]; done: (kinds: string[]) => void }

/** SubscribeSheet stands in for WeChat's own question where a browser shows the page and a simulator plays WeChat. */
export function SubscribeSheet() {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    offerSubscribeSheet((list) => new Promise((done) => {
      setOff(new Set())
      setAsked({ list, done })
    }))
    return () => offerSubscribeSheet(null)
  }, [])
  if (process.env.TARO_ENV === 'weapp') return null
  const end = (kinds: string[]) => {
    asked?.done(kinds)
    setAsked(null)
  }
  const turn = (kind: string, on: boolean) => {
    const next = new Set(off)
    if (on) next.delete(kind)
    else next.add(kind)
    setOff(next)
  }
  const foot = (
    <View className={styles.foot}>
      <Button kind='line' size='l' testId='subscribe-no' onTap={() => end([])}>取消</Button>
      <Button wide size='l' testId='subscribe-yes' onTap={() => end((asked?.list ?? []).map((s) => s.kind).filter((k) => !off.has(k)))}>允许</Button>
    </View>
  )
  return (
    <Sheet open={asked !== null} onClose={() => end([])} title='滴滴打酒 申请发送以下消息' foot={foot}>
      <View className={styles.body}>
        <Text className={styles.small}>模拟环境：在微信里，这里是微信的一次性订阅消息授权</Text>
        {asked?.list.map((s) => (
          <View key={s.kind} className={styles.row}><Text className={styles.name}>{s.title}</Text><Toggle label={s.title} on={!off.has(s.kind)} onChange={(on) => turn(s.kind, on)} /></View>
        ))}
      </View>
    </Sheet>
  )
}
