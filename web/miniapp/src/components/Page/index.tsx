import { useEffect, useMemo, type ReactNode } from 'react'
import { ScrollView, Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useDark, paint } from '@/hooks/useTheme'
import { homeOf } from '@/roles'
import { store, useStore } from '@/store'
import { DialogHost } from '../Dialog'
import { Icon } from '../Icon'
import { ToastHost } from '../Toast'
import styles from './index.module.scss'

interface Props {
  /** The bar's title; a page without one draws its own head below the status bar. */
  title?: string
  /** A tab page: there is a tab bar below and nothing to go back to. */
  tab?: boolean
  /** Beside the title. */
  aside?: ReactNode
  /** Fixed below. */
  foot?: ReactNode
  /** Above everything: sheets. */
  over?: ReactNode
  children: ReactNode
  /** The page scrolls by itself, as a list that is drawn in part. */
  still?: boolean
  /** The content begins behind the status bar. */
  bleed?: boolean
  onEnd?: () => void
  className?: string
}

interface Measures { statusBar: number; capsule: number }

/** What WeChat keeps for itself at the top: the status bar, and the capsule at the right. */
export function measures(): Measures {
  if (process.env.TARO_ENV === 'h5') return { statusBar: 0, capsule: 0 }
  const info = Taro.getWindowInfo()
  const menu = Taro.getMenuButtonBoundingClientRect()
  return { statusBar: info.statusBarHeight ?? 20, capsule: Math.max(0, info.windowWidth - menu.left) }
}

function back() {
  const staff = homeOf(store.getState().session.user?.roles ?? [])
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else if (staff) void Taro.reLaunch({ url: staff })
  else void Taro.switchTab({ url: '/pages/home/index' })
}

/** Page is the frame of every page: theme, bar, scrolling, toast, and a word when there is no network. */
export function Page({ title, tab, aside, foot, over, children, still, bleed, onEnd, className = '' }: Props) {
  const dark = useDark()
  const online = useStore((s) => s.ui.online)
  const { statusBar, capsule } = useMemo(measures, [])
  useEffect(() => paint(dark), [dark])
  useDidShow(() => paint(dark))
  return (
    <View className={`dj ${dark ? 'dark' : ''} ${styles.page}`}>
      {!bleed && <View style={{ height: `${statusBar}px` }} />}
      {title !== undefined && (
        <View className={styles.bar} style={capsule ? { paddingRight: `${capsule}px` } : undefined}>
          {!tab && <View className={styles.back} role='button' aria-label='返回' onClick={back}><Icon name='back' size='l' /></View>}
          <Text className={`${styles.title} ${tab ? styles.large : ''}`} role='heading' aria-level={1}>{title}</Text>
          {aside}
        </View>
      )}
      {!online && <View className={styles.offline} role='status'><Icon name='offline' size='s' />没有网络，显示的是上次的内容</View>}
      {still
        ? <View className={`${styles.body} ${styles.still} ${className}`}>{children}</View>
        : <Scroller onEnd={onEnd} className={className} foot={foot !== undefined}>{children}</Scroller>}
      {foot !== undefined && <View className={styles.foot}>{foot}</View>}
      {over}
      <DialogHost />
      <ToastHost />
    </View>
  )
}

interface ScrollerProps { children: ReactNode; onEnd?: () => void; className: string; foot: boolean }

function Scroller({ children, onEnd, className, foot }: ScrollerProps) {
  return (
    <ScrollView scrollY enhanced showScrollbar={false} className={styles.body} lowerThreshold={240} onScrollToLower={onEnd}>
      <View className={`${className} ${foot ? '' : styles.tail}`}>{children}</View>
    </ScrollView>
  )
}
