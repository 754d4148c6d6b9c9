import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { measures, Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { fen, yuan } from '@/domain/money'
import { ask } from '@/store/acts'
import { goOffDuty, goOnDuty } from '../parts/acts'
import { OfferSheet } from '../parts/OfferSheet'
import { useEarnings } from '../parts/queries'
import { RouteMap } from '../parts/RouteMap'
import { useWork } from '../parts/useWork'
import { StopRow } from './StopRow'
import styles from './index.module.scss'

const mapHeight = 300

/** CourierHome is the courier's day: on or off duty, the offer that just came, and the stops that are next. */
export default function CourierHome() {
  const work = useWork()
  const { duty, jobs, onDuty, open, stops } = work
  const { statusBar } = measures()
  const off = async () => {
    if (stops.length > 0 && !await ask({ title: '下线？', note: `还有 ${stops.length} 站没有完成，下线后仍需送完`, yes: '下线' })) return
    await goOffDuty()
  }
  return (
    <Page tab bleed over={<OfferSheet offer={open[0]} more={open.length - 1} now={work.now} here={work.here} onAnswered={work.answered} />}>
      <View className={styles.map} style={{ minHeight: `${mapHeight}px` }}>
        <RouteMap here={work.here} stops={stops} height={mapHeight} top={52} bottom={64} />
        <View className={styles.top} style={{ top: `${statusBar + 12}px` }}>
          <View className={`${styles.duty} ${onDuty ? styles.on : ''}`}><View className={styles.dot} /><Text>{duty.data === undefined ? '正在连接' : onDuty ? '接单中' : '已下线'}</Text></View>
          <View className={styles.grow} />
          {onDuty && <View className={styles.knob} role='button' aria-label='下线' id='off-duty' onClick={() => void off()}><Icon name='power' /></View>}
          <View className={styles.knob} role='button' aria-label='设置' onClick={() => void Taro.navigateTo({ url: '/packages/user/settings/index' })}><Icon name='gear' /></View>
        </View>
      </View>
      <View className={styles.sheet}>
        <Today />
        {duty.error !== null && duty.data === undefined && <Failure slim error={duty.error} retry={duty.reload} />}
        {duty.data !== undefined && !onDuty && (
          <View className={styles.start}>
            <Text className={styles.title}>准备好了吗？</Text>
            <Text className={styles.small}>上线后，附近的新单会响铃推送给您</Text>
            <View className={styles.go}><Button wide size='l' icon='power' testId='on-duty' onTap={goOnDuty}>上线接单</Button></View>
          </View>
        )}
        {stops.length > 0 && <Text className={styles.heading} role='heading' aria-level={2}>接下来 {stops.length} 站</Text>}
        {jobs.loading && <Skeleton kind='row' count={2} />}
        {jobs.error !== null && jobs.data === undefined && <Failure slim error={jobs.error} retry={jobs.reload} />}
        {stops.map((stop, i) => <StopRow key={`${stop.kind}-${stop.job.deliveryId}`} stop={stop} index={i} last={i === stops.length - 1} />)}
        {onDuty && jobs.data !== undefined && stops.length === 0 && <Empty slim icon='locate' title='正在为您留意附近的新单' note='保持页面打开，新单会响铃提醒' />}
      </View>
    </Page>
  )
}

function Today() {
  const { data } = useEarnings(7)
  const today = data?.[0]
  return (
    <View className={styles.today} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/courier/earnings/index' })}>
      <View className={styles.figure}><Text className={styles.n}>¥{yuan(fen(today?.reward))}</Text><Text className={styles.small}>今日收入</Text></View>
      <View className={styles.figure}><Text className={styles.n}>{today?.deliveredCount ?? 0}</Text><Text className={styles.small}>今日送达</Text></View>
      <View className={styles.figure}><Text className={styles.n}>¥{yuan(fen(today?.collectedAmount))}</Text><Text className={styles.small}>代收现金</Text></View>
      <Icon name='right' size='s' />
    </View>
  )
}
