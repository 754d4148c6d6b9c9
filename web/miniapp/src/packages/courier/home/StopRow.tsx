import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/components/Icon'
import { sayMeters } from '@/domain/geo'
import { fen, yuan } from '@/domain/money'
import { saySlot } from '@/domain/slots'
import { shortNumber, stopName, type Stop } from '../parts/stops'
import styles from './StopRow.module.scss'

export const jobUrl = (deliveryId: string) => `/packages/courier/job/index?id=${deliveryId}`

/** StopRow is one stop of the way, in its order. */
export function StopRow({ stop, index, last }: { stop: Stop; index: number; last: boolean }) {
  const { job, kind } = stop
  const at = kind === 'drop' ? job.dropText : job.storeAddress
  const name = kind === 'drop' ? job.contactName : job.storeName
  const due = fen(job.collectAmount)
  const window = saySlot({ startTime: job.slotStartTime, endTime: job.slotEndTime })
  return (
    <View id={`stop-${kind}-${job.deliveryId}`} className={styles.stop} role='button' onClick={() => void Taro.navigateTo({ url: jobUrl(job.deliveryId) })}>
      <View className={styles.rail}><View className={`${styles.number} ${styles[kind]}`}>{index + 1}</View>{!last && <View className={styles.line} />}</View>
      <View className={styles.card}>
        <View className={styles.head}>
          <Text className={`${styles.tag} ${styles[kind]}`}>{stopName[kind]}</Text><Text className={styles.order}>{shortNumber(job.orderId)}</Text>
          <View className={styles.grow} />
          {stop.meters > 0 && <Text className={styles.small}>{sayMeters(stop.meters)}</Text>}<Icon name='right' size='s' className={styles.more} />
        </View>
        <Text className={styles.name}>{name}</Text>
        <Text className={styles.where}>{at}</Text>
        <View className={styles.marks}>
          {kind === 'pickup' && <Text className={`${styles.mark} ${job.ready ? styles.good : ''}`}>{job.ready ? '已打包，可取货' : '门店备货中'}</Text>}
          {kind !== 'return' && window !== '' && <Text className={styles.mark}>预约 {window}</Text>}
          {kind === 'drop' && job.ageCheck && <Text className={styles.mark}>需核验年龄</Text>}
          {kind === 'drop' && due > 0 && <Text className={`${styles.mark} ${styles.cash}`}>代收 ¥{yuan(due)}</Text>}
          {kind === 'return' && <Text className={`${styles.mark} ${styles.cash}`}>等待门店确认收货</Text>}
        </View>
      </View>
    </View>
  )
}
