import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { useStore } from '@/store'

const cartTab = 2

function show(count: number) {
  const done = count > 0
    ? Taro.setTabBarBadge({ index: cartTab, text: count > 99 ? '99+' : String(count) })
    : Taro.removeTabBarBadge({ index: cartTab })
  // Off a tab page there is nothing to mark; the next tab page does it.
  done.catch(() => undefined)
}

/** useCartBadge keeps the number on the cart's tab. Every tab page has it. */
export function useCartBadge(): void {
  const count = useStore((s) => s.cart.cart?.pieceCount ?? 0)
  useEffect(() => show(count), [count])
  useDidShow(() => show(count))
}
