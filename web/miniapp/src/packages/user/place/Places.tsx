import { useMemo } from 'react'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import type { Store } from '@dajiu/api'
import { Button } from '@/components/Button'
import { CityMap } from '@/components/CityMap'
import { fitted } from '@/components/CityMap/project'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Failure } from '@/components/State'
import { reachOf } from '@/domain/stores'
import { sayMeters, type Point } from '@/domain/geo'
import { useWidth } from '@/hooks/useWidth'
import { useAddresses, useCurrentStore, useNearby } from '@/services/queries'
import { storage } from '@/services/storage'
import { useAct, useStore } from '@/store'
import { moveTo, placeOf } from '@/store/acts'
import { placeSlice } from '@/store/place'
import styles from './Places.module.scss'

/** Places chooses where an order would go, and which store brings it. */
export function Places() {
  const stores = useRouter().params.stores === '1'
  const { place } = useStore((s) => s.place)
  const current = useCurrentStore()
  const addresses = useAddresses()
  const nearby = useNearby(place.point)
  const act = useAct()
  const width = useWidth() - 24
  const size = useMemo(() => ({ width, height: 210 }), [width])
  const near = useMemo(() => (nearby.data ?? []).slice(0, 8), [nearby.data])
  const camera = useMemo(() => fitted([place.point, ...near.slice(0, 5)], size, { x: 50, top: 56, bottom: 40 }), [place.point, near, size])
  useDidShow(() => {
    const picked = storage.read<{ point: Point; name: string } | null>('pickedPoint', null)
    if (!picked) return
    storage.set('pickedPoint', null)
    moveTo({ point: picked.point, label: picked.name || '地图选点', addressId: '' })
  })
  const pin = (store: Store) => {
    act(placeSlice.actions.storePinned(store))
    return Taro.navigateBack()
  }
  const pick = () => {
    storage.write('pickFrom', place.point)
    return Taro.navigateTo({ url: '/packages/user/place/index?pick=1' })
  }
  return (
    <Page title={stores ? '选择门店' : '送到哪里'}>
      <View className={styles.body}>
        <View className={styles.map}>
          <CityMap
            camera={camera} size={size}
            markers={[...near.map((s) => ({ id: s.storeId, at: { latE6: s.latE6, lngE6: s.lngE6 }, icon: 'store' as const, tone: s.storeId === current?.storeId ? 'good' as const : 'night' as const })), { id: 'me', at: place.point, icon: 'home', label: '收货位置' }]}
          />
          <View className={styles.here}><Icon name='pin' size='s' /><Text className={styles.label}>{place.label}</Text><Button size='s' kind='soft' onTap={pick}>地图选点</Button></View>
        </View>
        {!stores && (addresses.data ?? []).length > 0 && (
          <View className={styles.card}>
            <Text className={styles.heading} role='heading' aria-level={2}>我的地址</Text>
            {addresses.data?.map((a) => (
              <View key={a.addressId} className={styles.row} role='button' onClick={() => { moveTo(placeOf(a)); void Taro.navigateBack() }}>
                <View className={styles.words}><Text className={styles.name}>{a.street}{a.door}</Text><Text className={styles.small}>{a.label} {a.contactName} {a.phone}</Text></View>
                {a.addressId === place.addressId && <Icon name='check' />}
              </View>
            ))}
          </View>
        )}
        <View className={styles.card}>
          <Text className={styles.heading} role='heading' aria-level={2}>附近门店</Text>
          {nearby.error !== null && nearby.data === undefined && <Failure slim error={nearby.error} retry={nearby.reload} />}
          {nearby.loading && <Skeleton kind='line' count={4} />}
          {nearby.data?.length === 0 && <Text className={styles.small}>这里附近还没有门店</Text>}
          {nearby.data?.map((s) => (
            <View key={s.storeId} className={styles.row} role='button' onClick={() => void pin(s)}>
              <View className={styles.words}><Text className={styles.name}>{s.name}</Text><Text className={styles.small}>{s.address}</Text></View>
              <View className={styles.right}>
                <Text className={styles[reachOf(s).tone]}>{reachOf(s).words}</Text>
                <Text className={styles.small}>{sayMeters(s.distanceMeters)}</Text>
              </View>
              {s.storeId === current?.storeId && <Icon name='check' />}
            </View>
          ))}
        </View>
      </View>
    </Page>
  )
}
