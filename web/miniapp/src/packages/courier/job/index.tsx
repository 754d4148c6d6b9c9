import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { Delivery } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { fen, yuan } from '@/domain/money'
import { saySlot } from '@/domain/slots'
import { pickUp } from '../parts/acts'
import { OfferSheet } from '../parts/OfferSheet'
import { useEnded } from '../parts/queries'
import { RouteMap } from '../parts/RouteMap'
import { planStops, shortNumber } from '../parts/stops'
import { useWork } from '../parts/useWork'
import { HandOverSheet } from './HandOverSheet'
import { RefuseSheet } from './RefuseSheet'
import styles from './index.module.scss'

const states: Partial<Record<Delivery['state'], { title: string; note: string }>> = {
  DELIVERY_STATE_ASSIGNED: { title: '前往门店取货', note: '核对单号与件数后再取走' },
  DELIVERY_STATE_PICKED_UP: { title: '送往顾客', note: '当面交付，并核验收货人年龄' },
  DELIVERY_STATE_HANDED_OVER: { title: '已送达', note: '收入已计入今日' },
  DELIVERY_STATE_REFUSED: { title: '送回门店', note: '店员确认收货后，本单即告完成' },
  DELIVERY_STATE_RETURNED: { title: '已退回门店', note: '本单已完成，收入照常计算' },
  DELIVERY_STATE_CANCELLED: { title: '订单已取消', note: '无需再送，若已取货请送回门店' },
}

/** States in which money is still to be collected, or was. */
const toCollect = new Set<Delivery['state']>(['DELIVERY_STATE_ASSIGNED', 'DELIVERY_STATE_PICKED_UP', 'DELIVERY_STATE_HANDED_OVER'])

const call = (phone: string) => void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)

/** WeChat's own map leads the way; a browser has none. */
const leads = process.env.TARO_ENV === 'weapp'
const lead = (at: { latE6: number; lngE6: number }, name: string, address: string) =>
  void Taro.openLocation({ latitude: at.latE6 / 1e6, longitude: at.lngE6 / 1e6, name, address }).catch(() => undefined)

/** Job is one delivery: fetched at the store, brought to the door, handed over to an adult or taken back. */
export default function Job() {
  const { id = '' } = useRouter().params
  const work = useWork()
  const { jobs, here } = work
  const open = jobs.data?.find((j) => j.deliveryId === id)
  const ended = useEnded(jobs.data !== undefined && open === undefined)
  const job = open ?? ended.data?.find((j) => j.deliveryId === id)
  const [sheet, setSheet] = useState<'' | 'hand' | 'refuse'>('')
  if (!job) {
    const error = jobs.error ?? ended.error
    return (
      <Page title='配送单'>
        <View className={styles.body}>{error ? <Failure error={error} retry={jobs.reload} /> : ended.data ? <Empty icon='doc' title='没有这个配送单' note='它可能已被收回' /> : <Skeleton kind='row' count={3} />}</View>
      </Page>
    )
  }
  const said = states[job.state] ?? { title: '处理中', note: '' }
  const store = { latE6: job.storeLatE6, lngE6: job.storeLngE6 }
  const door = { latE6: job.dropLatE6, lngE6: job.dropLngE6 }
  const stops = planStops([job], here)
  return (
    <Page
      title={shortNumber(job.orderId)}
      foot={<Acts job={job} onHand={() => setSheet('hand')} onRefuse={() => setSheet('refuse')} />}
      over={(
        <>
          <HandOverSheet open={sheet === 'hand'} job={job} onClose={() => setSheet('')} onRefuse={() => setSheet('refuse')} />
          <RefuseSheet open={sheet === 'refuse'} job={job} onClose={() => setSheet('')} />
          {sheet === '' && <OfferSheet offer={work.open[0]} more={work.open.length - 1} now={work.now} here={here} onAnswered={work.answered} />}
        </>
      )}
    >
      {stops.length > 0 && <View className={styles.map}><RouteMap here={here} stops={stops} height={210} margin={24} /></View>}
      <View className={styles.body}>
        <View className={styles.state}>
          <View className={styles.words}><Text className={styles.title}>{said.title}</Text><Text className={styles.note}>{said.note}</Text></View>
          <View className={styles.reward}><Price plain amount={job.reward} size='l' /><Text className={styles.note}>本单收入</Text></View>
        </View>
        <View className={styles.card}>
          <View className={styles.place}>
            <View className={styles.icon}><Icon name='store' /></View>
            <View className={styles.words}><Text className={styles.name}>{job.storeName}</Text><Text className={styles.where}>{job.storeAddress}</Text></View>
            {leads && <View className={styles.knob} role='button' aria-label='导航到门店' onClick={() => lead(store, job.storeName, job.storeAddress)}><Icon name='locate' /></View>}
          </View>
          {job.dropText !== '' && (
            <View className={styles.place}>
              <View className={`${styles.icon} ${styles.good}`}><Icon name='home' /></View>
              <View className={styles.words}><Text className={styles.name}>{job.dropText}</Text><Text className={styles.where}>{job.contactName} {job.contactPhone}</Text></View>
              {leads && <View className={styles.knob} role='button' aria-label='导航到顾客' onClick={() => lead(door, job.contactName, job.dropText)}><Icon name='locate' /></View>}
              <View className={styles.knob} role='button' aria-label='联系顾客' id='call' onClick={() => call(job.contactPhone)}><Icon name='phone' /></View>
            </View>
          )}
        </View>
        {job.remark !== '' && <View className={styles.remark}><Icon name='note' size='s' /><Text>{job.remark}</Text></View>}
        <View className={styles.card}>
          {fen(job.collectAmount) > 0 && toCollect.has(job.state) && <View className={styles.row}><Text className={styles.key}>代收现金</Text><Text className={styles.cash}>¥{yuan(fen(job.collectAmount))}</Text></View>}
          {job.slotStartTime && <View className={styles.row}><Text className={styles.key}>预约送达</Text><Text>{saySlot({ startTime: job.slotStartTime, endTime: job.slotEndTime })}</Text></View>}
          <View className={styles.row}><Text className={styles.key}>年龄核验</Text><Text>{job.ageCheck ? '含酒类，必须核验' : '不含酒类'}</Text></View>
          <View className={styles.row}><Text className={styles.key}>订单号</Text><Text selectable>{job.orderId}</Text></View>
        </View>
      </View>
    </Page>
  )
}

function Acts({ job, onHand, onRefuse }: { job: Delivery; onHand: () => void; onRefuse: () => void }) {
  const home = () => Taro.reLaunch({ url: '/packages/courier/home/index' })
  switch (job.state) {
    case 'DELIVERY_STATE_ASSIGNED':
      return <Button wide size='l' testId='pick-up' disabled={!job.ready} onTap={() => pickUp(job.deliveryId)}>{job.ready ? `已核对 ${shortNumber(job.orderId)}，确认取货` : '门店正在备货，请稍候'}</Button>
    case 'DELIVERY_STATE_PICKED_UP':
      return <View className={styles.foot}><Button kind='line' size='l' testId='refuse' onTap={onRefuse}>无法交付</Button><Button wide size='l' testId='hand-over' onTap={onHand}>核验并交付</Button></View>
    case 'DELIVERY_STATE_REFUSED':
      return <Text className={styles.rest}>送到后请店员在订单中确认收到退货</Text>
    default:
      return <Button wide size='l' kind='soft' testId='to-home' onTap={home}>回到工作台</Button>
  }
}
