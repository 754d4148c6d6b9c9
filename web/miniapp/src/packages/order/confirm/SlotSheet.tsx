import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { Slot } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { saySlot, slotDays, type SlotDay } from '@/domain/slots'
import type { Point } from '@/domain/geo'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import styles from './SlotSheet.module.scss'

/** WhenRow says when the goods come, or are fetched; a tap on it lets the customer choose. */
export function WhenRow({ pickup, picked, soon, closed, onTap }: { pickup: boolean; picked: Slot | null; /** What as soon as possible means, such as 约 30 分钟. */ soon: string; /** Whether a store is closed now. */ closed: boolean; onTap: () => void }) {
  const name = pickup ? '自提时间' : '送达时间'
  const chosen = picked ? saySlot(picked) : closed ? '请选择时段' : `${pickup ? '备好即取' : '尽快送达'}${soon && ` · ${soon}`}`
  return (
    <View id='when' className={styles.row} role='button' onClick={onTap}>
      <Icon name='clock' />
      <Text className={styles.name}>{name}</Text>
      <Text className={styles.chosen}>{chosen}</Text>
      <Icon name='right' size='s' />
    </View>
  )
}

interface Props { open: boolean; closed: boolean; storeIds: string[]; pickup: boolean; to: Point | undefined; picked: Slot | null; onPick: (slot: Slot | null) => void; onClose: () => void }

/** SlotSheet is where a customer chooses: now, unless a store is closed, or a half hour of today or tomorrow that every store of the order has. */
export function SlotSheet({ open, closed, storeIds, pickup, to, picked, onPick, onClose }: Props) {
  const [day, setDay] = useState('')
  const key = open ? `slots:${storeIds.join()}:${String(pickup)}:${to?.latE6 ?? 0},${to?.lngE6 ?? 0}` : null
  const query = useQuery<SlotDay[]>(key, async () => {
    const answers = await Promise.all(storeIds.map((storeId) => api.get('/v1/stores/{storeId}/slots', {
      path: { storeId }, query: { pickup, latE6: to?.latE6 ?? 0, lngE6: to?.lngE6 ?? 0 },
    })))
    return slotDays(answers.map((a) => a.slots))
  }, { freshMs: 0 })
  const days = query.data ?? []
  const shown = days.find((d) => d.day === day) ?? days.find((d) => d.slots.some((s) => s.startTime === picked?.startTime)) ?? days[0]
  const pick = (slot: Slot | null) => {
    onPick(slot)
    onClose()
  }
  return (
    <Sheet open={open} title={pickup ? '什么时候来取' : '什么时候送到'} onClose={onClose}>
      <View className={styles.body}>
        {closed
          ? <Text className={styles.closed}>门店休息中，请预约营业时间内的时段</Text>
          : (
            <View id='slot-now' className={`${styles.now} ${picked ? '' : styles.on}`} role='radio' aria-checked={picked === null} onClick={() => pick(null)}>
              <Icon name='truck' /><Text>{pickup ? '现在下单，备好即取' : '尽快送达'}</Text>
            </View>
          )}
        {query.error !== null && query.data === undefined && <Failure slim error={query.error} retry={query.reload} />}
        {query.loading && <Skeleton kind='row' count={2} />}
        {query.data !== undefined && days.length === 0 && <Empty slim icon='clock' title='暂无可预约的时段' note='门店今明两天没有空闲时段' />}
        {days.length > 0 && (
          <View className={styles.days} role='tablist' aria-label='日期'>
            {days.map((d) => <View key={d.day} id={d.day === '明天' ? 'slot-tomorrow' : undefined} role='tab' aria-selected={d === shown} className={`${styles.day} ${d === shown ? styles.on : ''}`} onClick={() => setDay(d.day)}>{d.day}</View>)}
          </View>
        )}
        <View className={styles.slots} role='radiogroup' aria-label='时段'>
          {shown?.slots.map((slot) => {
            const on = slot.startTime === picked?.startTime
            return (
              <View
                key={slot.startTime} id={`half-${slot.startTime ?? ''}`} role='radio' aria-checked={on} aria-disabled={slot.full} aria-label={`${saySlot(slot)}${slot.full ? '约满' : ''}`}
                className={`${styles.slot} ${on ? styles.on : ''} ${slot.full ? styles.full : ''}`} onClick={() => { if (!slot.full) pick(slot) }}
              >
                <Text>{saySlot(slot).split(' ')[1]}</Text>{slot.full && <Text className={styles.small}>约满</Text>}
              </View>
            )
          })}
        </View>
      </View>
    </Sheet>
  )
}
