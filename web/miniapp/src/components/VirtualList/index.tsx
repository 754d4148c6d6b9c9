import { useEffect, useState, type ReactNode } from 'react'
import { ScrollView, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { visible } from './window'
import styles from './index.module.scss'

interface Props<T> {
  items: T[]
  /** The height of each row with its gap, in points of a 375-point screen. */
  rowHeight: number
  keyOf: (item: T) => string
  render: (item: T) => ReactNode
  onEnd?: () => void
  head?: ReactNode
  foot?: ReactNode
  /** Another list: begin at the top. */
  of?: string
}

const overscan = 5

/** One point of a 375-point screen in pixels, as the styles are scaled. */
function scale(): number {
  if (process.env.TARO_ENV === 'h5') return parseFloat(document.documentElement.style.fontSize || '20') / 20
  return Taro.getWindowInfo().windowWidth / 375
}

/** VirtualList draws the rows in sight of a long list. */
export function VirtualList<T>({ items, rowHeight, keyOf, render, onEnd, head, foot, of = '' }: Props<T>) {
  const [unit] = useState(scale)
  const [viewport] = useState(() => Taro.getSystemInfoSync().windowHeight)
  const [top, setTop] = useState(0)
  const [target, setTarget] = useState<number | undefined>(undefined)
  useEffect(() => {
    setTop(0)
    // The scroll view acts on a change only.
    setTarget((t) => (t === 0 ? 0.01 : 0))
  }, [of])
  const height = rowHeight * unit
  const { from, to } = visible(top, viewport, height, items.length, overscan)
  return (
    <ScrollView
      scrollY enhanced showScrollbar={false} className={styles.list} scrollTop={target} lowerThreshold={400}
      onScrollToLower={onEnd} onScroll={(event) => {
        const next = event.detail.scrollTop
        // A row's worth of movement changes what is in sight; less does not.
        if (Math.abs(next - top) > height) setTop(next)
      }}
    >
      {head}
      <View style={{ height: `${from * height}px` }} />
      {items.slice(from, to).map((item) => <View key={keyOf(item)} style={{ height: `${height}px` }}>{render(item)}</View>)}
      <View style={{ height: `${(items.length - to) * height}px` }} />
      {foot}
    </ScrollView>
  )
}
