import { useMemo, useRef, useState } from 'react'
import { Text, View, type ITouchEvent } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '@/components/Button'
import { CityMap } from '@/components/CityMap'
import { Icon } from '@/components/Icon'
import { measures, Page } from '@/components/Page'
import { cityCentre, metersBetween, moved, sayMeters, type Point } from '@/domain/geo'
import { useHeight, useWidth } from '@/hooks/useWidth'
import { chooseOnWechatMap, hasWechatMap } from '@/services/location/location'
import { useNearby } from '@/services/queries'
import { storage } from '@/services/storage'
import styles from './Picker.module.scss'

/** What stands above and below the map: the bar, the words, the button. */
const around = hasWechatMap ? 300 : 236
const closest = 0.8
const farthest = 40

/** Picker moves a map under a pin. In WeChat its own map, which knows names, can be used instead. */
export function Picker() {
  const width = useWidth()
  const page = useHeight()
  const size = useMemo(() => ({ width, height: Math.max(width * 0.7, page - measures().statusBar - around) }), [width, page])
  const [centre, setCentre] = useState<Point>(() => storage.read('pickFrom', cityCentre))
  const [metersPerPx, setScale] = useState(6)
  // Stores are asked for around where the map began, and again when it went far.
  const [asked, setAsked] = useState(centre)
  const nearby = useNearby(asked)
  const drag = useRef<{ x: number; y: number; from: Point } | null>(null)
  const camera = useMemo(() => ({ centre, metersPerPx }), [centre, metersPerPx])
  const stores = nearby.data ?? []
  const nearest = [...stores].sort((a, b) => metersBetween(centre, a) - metersBetween(centre, b))[0]
  const inRange = nearest !== undefined && metersBetween(centre, nearest) <= nearest.rangeMeters

  const done = async (point: Point, name: string) => {
    storage.write('pickedPoint', { point, name })
    await Taro.navigateBack()
  }
  const onWechat = async () => {
    const chosen = await chooseOnWechatMap()
    if (chosen) await done(chosen.point, chosen.name)
  }
  const begin = (x: number, y: number) => { drag.current = { x, y, from: centre } }
  const move = (x: number, y: number) => {
    const d = drag.current
    if (d) setCentre(moved(d.from, (d.x - x) * metersPerPx, (y - d.y) * metersPerPx))
  }
  const end = () => {
    drag.current = null
    if (metersBetween(asked, centre) > 3000) setAsked(centre)
  }
  const zoom = (by: number) => setScale((s) => Math.min(farthest, Math.max(closest, s * by)))
  return (
    <Page title='地图选点' still foot={<Button wide size='l' testId='pick-done' onTap={() => done(centre, '')}>选择这里</Button>}>
      <View
        className={styles.map} id='picker-map' catchMove
        onTouchStart={(e) => { const t = (e as ITouchEvent).touches[0]; if (t) begin(t.clientX, t.clientY) }}
        onTouchMove={(e) => { const t = (e as ITouchEvent).touches[0]; if (t) move(t.clientX, t.clientY) }}
        onTouchEnd={end}
        {...mouse(begin, move, end)}
      >
        <CityMap camera={camera} size={size} markers={stores.slice(0, 12).map((s) => ({ id: s.storeId, at: s, icon: 'store', label: s.name.split('·').pop(), tone: 'night' }))} />
        <View className={styles.pin}><Icon name='pin' size='l' className={styles.sign} /></View>
        <View className={styles.zoom}>
          <View className={styles.knob} role='button' aria-label='放大' onClick={() => zoom(0.6)}><Icon name='plus' /></View>
          <View className={styles.knob} role='button' aria-label='缩小' onClick={() => zoom(1.7)}><Icon name='minus' /></View>
        </View>
      </View>
      <View className={styles.words}>
        <Text className={styles.title}>{nearest ? `最近门店：${nearest.name}` : '附近没有门店'}</Text>
        <Text className={inRange ? styles.good : styles.bad}>{nearest ? `${sayMeters(metersBetween(centre, nearest))} · ${inRange ? '在配送范围内' : '超出配送范围'}` : '换个位置试试'}</Text>
        <Text className={styles.hint}>拖动地图，把图钉对准收货位置；下一步填写街道与门牌</Text>
        {hasWechatMap && <Button kind='soft' icon='locate' onTap={onWechat}>在微信地图中搜索地点</Button>}
      </View>
    </Page>
  )
}

/** A browser with a mouse drags too. */
function mouse(begin: (x: number, y: number) => void, move: (x: number, y: number) => void, end: () => void): object {
  if (process.env.TARO_ENV !== 'h5') return {}
  return {
    onMouseDown: (e: MouseEvent) => begin(e.clientX, e.clientY),
    onMouseMove: (e: MouseEvent) => { if (e.buttons === 1) move(e.clientX, e.clientY) },
    onMouseUp: end,
  }
}
