import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Store } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { measures } from '@/components/Page'
import { sayMeters } from '@/domain/geo'
import { fen, yuan } from '@/domain/money'
import { useCurrentStore, useEstimate } from '@/services/queries'
import { useStore } from '@/store'
import styles from './StoreHead.module.scss'

/** StoreHead says where to, who brings it, how soon and for how much. */
export function StoreHead({ loading }: { loading: boolean }) {
  const { place } = useStore((s) => s.place)
  const current = useCurrentStore()
  const { statusBar, capsule } = measures()
  return (
    <View className={styles.head}>
      <View className={styles.glow} />
      <View style={{ height: `${statusBar}px` }} />
      <View className={styles.top} style={capsule ? { paddingRight: `${capsule}px` } : undefined}>
        <View className={styles.place} role='button' aria-label={`送至 ${place.label}`} onClick={() => void Taro.navigateTo({ url: '/packages/user/place/index' })}>
          <Icon name='pin' size='s' />
          <Text className={styles.label}>{place.label}</Text>
          <Icon name='down' size='s' />
        </View>
        <Text className={styles.brand}>滴滴打酒</Text>
      </View>
      <View className={styles.search} id='to-search' role='button' onClick={() => void Taro.navigateTo({ url: '/packages/order/search/index' })}>
        <Icon name='search' size='s' /><Text>搜索白酒、啤酒、葡萄酒…</Text>
      </View>
      <View className={styles.store} role='button' onClick={() => void Taro.navigateTo({ url: '/packages/user/place/index?stores=1' })}>
        {current
          ? <Promised store={current} />
          : <Text className={styles.wait}>{loading ? '正在寻找离您最近的门店…' : '暂无可配送的门店'}</Text>}
      </View>
    </View>
  )
}

function Promised({ store }: { store: Store }) {
  const { name, distanceMeters: distance, openNow: open, inRange } = store
  const { point } = useStore((s) => s.place.place)
  const estimate = useEstimate(store, point)
  const quote = estimate.data
  const delivers = open && inRange && quote !== undefined && quote.inRange
  const free = quote !== undefined && fen(quote.freeFrom) > 0
  return (
    <>
      <View className={styles.left}>
        {delivers
          ? <Text className={styles.minutes}>约<Text className={styles.number}>{quote.promiseMinutes}</Text>分钟送达</Text>
          : <Text className={styles.minutes}>{!open ? '休息中，可预约' : quote === undefined ? (estimate.error ? '送达时间下单时确认' : '正在计算送达时间') : '可到店自提'}</Text>}
        <Text className={styles.name}>{name} · {sayMeters(distance)}</Text>
      </View>
      <View className={styles.right}>
        {delivers && <Text className={styles.fee}>{fen(quote.fee) === 0 ? '免配送费' : `配送费 ¥${yuan(fen(quote.fee))}`}</Text>}
        {delivers && free && <Text className={styles.free}>满 ¥{yuan(fen(quote.freeFrom))} 免配送费</Text>}
        {!delivers && <Text className={styles.free}>{inRange ? '' : '超出配送范围'}</Text>}
      </View>
      <Icon name='right' size='s' />
    </>
  )
}
