import { useMemo } from 'react'
import { Text, View } from '@tarojs/components'
import { sayMeters, type Point } from '@/domain/geo'
import { useDark } from '@/hooks/useTheme'
import { Icon, type IconName } from '../Icon'
import { backdrop } from './backdrop'
import { scaleBar, toScreen, type Camera, type Size } from './project'
import styles from './index.module.scss'

export interface Marker { id: string; at: Point; icon: IconName; label?: string; tone?: 'brand' | 'night' | 'good'; /** It glides when it moves. */ moves?: boolean }

interface Props {
  camera: Camera
  size: Size
  markers: Marker[]
  /** A dashed line from the first to the last. */
  route?: Point[]
  onTap?: (id: string) => void
}

/** CityMap is a map without outside tiles: a drawn ground, markers, a route and a scale. */
export function CityMap({ camera, size, markers, route = [], onTap }: Props) {
  const dark = useDark()
  const ground = useMemo(() => backdrop(camera, size, dark), [camera, size, dark])
  const bar = scaleBar(camera, 90)
  return (
    <View className={styles.map} style={{ width: `${size.width}px`, height: `${size.height}px`, backgroundImage: ground }}>
      {route.slice(1).map((to, i) => <Leg key={`${to.latE6},${to.lngE6}`} from={toScreen(route[i] ?? to, camera, size)} to={toScreen(to, camera, size)} />)}
      {markers.map((m) => {
        const p = toScreen(m.at, camera, size)
        return (
          <View
            key={m.id} id={`marker-${m.id}`} className={`${styles.marker} ${styles[m.tone ?? 'brand']} ${m.moves ? styles.moves : ''}`}
            style={{ transform: `translate(${p.x.toFixed(1)}px, ${p.y.toFixed(1)}px)` }}
            {...(onTap ? { role: 'button', 'aria-label': m.label, onClick: () => onTap(m.id) } : {})}
          >
            {m.moves && <View className={styles.pulse} />}
            <View className={styles.pin}><Icon name={m.icon} className={styles.sign} /></View>
            {m.label !== undefined && <Text className={styles.label}>{m.label}</Text>}
          </View>
        )
      })}
      <View className={styles.scale}><View className={styles.bar} style={{ width: `${bar.px.toFixed(0)}px` }} /><Text>{sayMeters(bar.meters)}</Text></View>
      <View className={styles.note}>示意图</View>
    </View>
  )
}

function Leg({ from, to }: { from: { x: number; y: number }; to: { x: number; y: number } }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  return <View className={styles.leg} style={{ width: `${length.toFixed(1)}px`, transform: `translate(${from.x.toFixed(1)}px, ${from.y.toFixed(1)}px) rotate(${angle.toFixed(4)}rad)` }} />
}
