import { useEffect, useState } from 'react'
import { Picker, Text, View } from '@tarojs/components'
import type { Store } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Toggle } from '@/components/Toggle'
import { sayMinute, sayTime } from '@/domain/time'
import { api, cache } from '@/services'
import { ask, toast, toastError } from '@/store/acts'
import { dayNames, minuteOf, sameWeek, saySpan, spansOf, usual, weekOf, withDay, type Span, type Week } from '../parts/hours'
import { useMyStore } from '../parts/store'
import styles from './index.module.scss'

/** Hours sets when the store is open, and closes it for now. */
export default function Hours() {
  const { store, storeId } = useMyStore()
  return <Page title='营业设置' still>{store ? <Form key={storeId} store={store} /> : <View className={styles.body}><Skeleton kind='row' count={3} /></View>}</Page>
}

function Form({ store }: { store: Store }) {
  const saved = weekOf(store.hours)
  const [week, setWeek] = useState<Week>(saved)
  const [paused, setPaused] = useState(store.paused)
  useEffect(() => setPaused(store.paused), [store.paused])
  const put = async (hours: Week, pause: boolean) => {
    const after = await api.put('/v1/merchant/stores/{storeId}/hours', { path: { storeId: store.storeId }, body: { hours: spansOf(hours), paused: pause } })
    cache.put(`store:${store.storeId}`, after)
  }
  const pause = async (on: boolean) => {
    if (on && !await ask({ title: '暂停接单？', note: '顾客将看到「休息中」，已接的订单不受影响', yes: '暂停', grave: true })) return setPaused(false)
    setPaused(on)
    try {
      await put(saved, on)
      toast(on ? '已暂停接单' : '已恢复接单', 'good')
    } catch (thrown) {
      setPaused(!on)
      toastError(thrown)
    }
    return undefined
  }
  const dirty = !sameWeek(week, saved)
  return (
    <>
      <View className={styles.scroll}>
        <View className={styles.body}>
          <View className={styles.card}>
            <View className={styles.row}>
              <View className={styles.words}><Text className={styles.title}>暂停接单</Text><Text className={styles.small}>{store.paused ? '门店已暂停，顾客不能下单' : store.openNow ? '门店营业中，正常接单' : '当前不在营业时间'}</Text></View>
              <Toggle on={paused} label='暂停接单' testId='pause' onChange={(on) => { setPaused(on); void pause(on) }} />
            </View>
          </View>
          <View className={styles.card}>
            <View className={styles.head}><Text className={styles.heading} role='heading' aria-level={2}>营业时间</Text><View className={styles.link} role='button' onClick={() => setWeek(week.map(() => week[0] ?? []))}>全部同周一</View></View>
            {week.map((spans, day) => <Day key={dayNames[day]} name={dayNames[day] ?? ''} spans={spans} onChange={(next) => setWeek(withDay(week, day, next))} />)}
          </View>
          <View className={styles.card}>
            <View className={styles.row}><Text className={styles.key}>门店地址</Text><Text className={styles.value}>{store.address}</Text></View>
            <View className={styles.row}><Text className={styles.key}>电话</Text><Text className={styles.value}>{store.phone}</Text></View>
            <View className={styles.row}><Text className={styles.key}>经营许可</Text><View className={styles.value}><Text>{store.foodLicence}</Text>{store.licenceExpireTime && <Text className={styles.until}>有效期至 {sayTime(store.licenceExpireTime).split(' ')[0]}</Text>}</View></View>
          </View>
        </View>
      </View>
      {dirty && <View className={styles.foot}><Button kind='line' size='l' onTap={() => setWeek(saved)}>还原</Button><Button wide size='l' testId='save-hours' onTap={async () => { await put(week, paused); toast('营业时间已更新', 'good') }}>保存营业时间</Button></View>}
    </>
  )
}

function Day({ name, spans, onChange }: { name: string; spans: readonly Span[]; onChange: (spans: readonly Span[]) => void }) {
  const set = (i: number, change: Partial<Span>) => onChange(spans.map((s, at) => (at === i ? { ...s, ...change } : s)))
  return (
    <View className={styles.day}>
      <Text className={styles.name}>{name}</Text>
      <View className={styles.spans}>
        {spans.length === 0 && <Text className={styles.shut}>休息</Text>}
        {spans.map((s, i) => (
          <View key={`${i}-${s.start}`} className={styles.span} aria-label={saySpan(s)}>
            <Picker mode='time' value={sayMinute(s.start)} onChange={(e) => set(i, { start: minuteOf(e.detail.value) })}><Text className={styles.time} role='button'>{sayMinute(s.start)}</Text></Picker>
            <Text className={styles.small}>{s.end <= s.start ? '至次日' : '至'}</Text>
            <Picker mode='time' value={sayMinute(s.end % 1440)} onChange={(e) => set(i, { end: minuteOf(e.detail.value) })}><Text className={styles.time} role='button'>{s.end === 1440 ? '24:00' : sayMinute(s.end)}</Text></Picker>
            <View className={styles.knob} role='button' aria-label={`删除${name}时段`} onClick={() => onChange(spans.filter((_s, at) => at !== i))}><Icon name='minus' size='s' /></View>
          </View>
        ))}
      </View>
      {spans.length < 3 && <View className={styles.knob} role='button' aria-label={`增加${name}时段`} onClick={() => onChange([...spans, usual])}><Icon name='plus' size='s' /></View>}
    </View>
  )
}
