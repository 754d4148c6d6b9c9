import { useEffect, useMemo } from 'react'
import { Text, View } from '@tarojs/components'
import type { Delivery, Order } from '@dajiu/api'
import { CityMap, type Marker } from '@/components/CityMap'
import { fitted } from '@/components/CityMap/project'
import { metersBetween, sayMeters, type Point } from '@/domain/geo'
import { isPickup } from '@/domain/order'
import { useFrames } from '@/hooks/useFrames'
import { useQuery } from '@/hooks/useQuery'
import { useWidth } from '@/hooks/useWidth'
import { api } from '@/services'
import styles from './Tracking.module.scss'

/** States in which there is a delivery to look at. */
const tracked = new Set(['ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING', 'ORDER_STATE_READY', 'ORDER_STATE_SHIPPED', 'ORDER_STATE_RETURNING'])

/** A courier under way is asked after so often; everything else is told by the stream. */
const positionEveryMs = 4000

const name: Partial<Record<Delivery['state'], string>> = {
  DELIVERY_STATE_SEARCHING: '正在安排骑手', DELIVERY_STATE_ASSIGNED: '骑手已接单，正赶往门店', DELIVERY_STATE_PICKED_UP: '骑手已取货，正在送来',
  DELIVERY_STATE_REFUSED: '商品正在退回门店', DELIVERY_STATE_AWAITING_PICKUP: '商品在门店等您',
}

/** Tracking shows on a map where the order is. */
export function Tracking({ order }: { order: Order }) {
  const on = tracked.has(order.state)
  const query = useQuery<Delivery>(on ? `order:${order.orderId}:delivery` : null, () => api.get('/v1/orders/{orderId}/delivery', { path: { orderId: order.orderId } }), { freshMs: 2000 })
  const { reload } = query
  const state = query.data?.state
  const moving = on && (state === 'DELIVERY_STATE_PICKED_UP' || state === 'DELIVERY_STATE_ASSIGNED')
  useFrames((frame) => { if (frame.orderId === order.orderId) void reload() })
  useEffect(() => {
    if (!moving) return undefined
    const timer = setInterval(() => void reload(), positionEveryMs)
    return () => clearInterval(timer)
  }, [moving, reload])
  if (!on || !query.data) return null
  return <Map order={order} delivery={query.data} />
}

function Map({ order, delivery }: { order: Order; delivery: Delivery }) {
  const width = useWidth() - 24
  const size = useMemo(() => ({ width, height: 230 }), [width])
  const store: Point = useMemo(() => ({ latE6: delivery.storeLatE6, lngE6: delivery.storeLngE6 }), [delivery.storeLatE6, delivery.storeLngE6])
  const home: Point | null = useMemo(() => (isPickup(order) ? null : { latE6: delivery.dropLatE6, lngE6: delivery.dropLngE6 }), [order, delivery.dropLatE6, delivery.dropLngE6])
  const courier = delivery.position
  const camera = useMemo(() => fitted([store, ...(home ? [home] : []), ...(courier ? [courier] : [])], size, { x: 84, top: 70, bottom: 50 }), [store, home, courier, size])
  const markers: Marker[] = [{ id: 'store', at: store, icon: 'store', label: delivery.storeName, tone: 'night' }]
  if (home) markers.push({ id: 'home', at: home, icon: 'home', label: '收货地址' })
  if (courier) markers.push({ id: 'courier', at: courier, icon: 'truck', label: '骑手', tone: 'good', moves: true })
  const to = delivery.state === 'DELIVERY_STATE_PICKED_UP' && home ? home : store
  return (
    <View className={styles.card}>
      <CityMap camera={camera} size={size} markers={markers} route={home ? (courier ? [courier, to] : [store, home]) : []} />
      <View className={styles.words}>
        <Text className={styles.name}>{delivery.state === 'DELIVERY_STATE_SEARCHING' && order.slot ? '临近预约时段时安排骑手' : name[delivery.state] ?? '配送信息更新中'}</Text>
        <Text className={styles.small}>
          {courier ? `距${to === home ? '您' : '门店'} ${sayMeters(metersBetween(courier, to))}` : home ? `门店距您 ${sayMeters(delivery.distanceMeters)}` : delivery.storeAddress}
        </Text>
      </View>
    </View>
  )
}
