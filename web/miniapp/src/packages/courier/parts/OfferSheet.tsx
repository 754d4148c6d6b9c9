import { Text, View } from '@tarojs/components'
import type { Delivery, Offer } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Price } from '@/components/Price'
import { metersBetween, sayMeters, type Point } from '@/domain/geo'
import { saySlot } from '@/domain/slots'
import { toastError } from '@/store/acts'
import { accept, decline } from './acts'
import { remaining } from './offers'
import { Ring } from './Ring'
import { RouteMap } from './RouteMap'
import styles from './OfferSheet.module.scss'

interface Props { offer: Offer | undefined; more: number; now: number; here: Point | null; onAnswered: (deliveryId: string) => void }

/** OfferSheet puts an offer before the courier for as long as it stands: what it pays, how far it is, yes or no. */
export function OfferSheet({ offer, more, now, here, onAnswered }: Props) {
  if (!offer) return null
  const id = offer.deliveryId
  const store = { latE6: offer.storeLatE6, lngE6: offer.storeLngE6 }
  const door = { latE6: offer.dropLatE6, lngE6: offer.dropLngE6 }
  const left = remaining(offer, now)
  const window = saySlot({ startTime: offer.slotStartTime, endTime: offer.slotEndTime })
  const job = { deliveryId: id, storeName: offer.storeName } as Delivery
  const answer = async (act: (deliveryId: string) => Promise<void>) => {
    try {
      await act(id)
    } finally {
      onAnswered(id)
    }
  }
  return (
    <View className={styles.over} catchMove>
      <View className={styles.panel} role='dialog' aria-label='新单'>
        <View className={styles.map}><RouteMap here={here} stops={[{ kind: 'pickup', at: store, job }, { kind: 'drop', at: door, job }]} height={190} margin={24} /></View>
        <View className={styles.body}>
          <View className={styles.head}>
            <View className={styles.fee}><Text className={styles.small}>本单收入{more > 0 ? ` · 还有 ${more} 单` : ''}</Text><Price amount={offer.reward} size='xl' /></View>
            <Ring part={left.part} seconds={left.seconds} />
          </View>
          <View className={styles.leg}>
            <Icon name='store' /><View className={styles.words}><Text className={styles.name}>{offer.storeName}</Text><Text className={styles.small}>{offer.storeAddress}</Text></View>
            {here && <Text className={styles.far}>{sayMeters(metersBetween(here, store))}</Text>}
          </View>
          <View className={styles.leg}>
            <Icon name='home' /><View className={styles.words}><Text className={styles.name}>{offer.dropText}</Text>{window !== '' && <Text className={styles.small}>预约 {window} 送达</Text>}</View>
            <Text className={styles.far}>{sayMeters(offer.distanceMeters)}</Text>
          </View>
          <View className={styles.acts}>
            <Button kind='line' size='l' testId='decline' onTap={() => answer(decline)}>忽略</Button>
            <Button wide size='l' testId='take' disabled={left.ms === 0} onTap={() => answer(accept)} failed={toastError}>接单</Button>
          </View>
        </View>
      </View>
    </View>
  )
}
