import Taro from '@tarojs/taro'
import { useState } from 'react'

/** useWidth is the page's width in pixels; on a desktop the page is a phone's. */
export function useWidth(): number {
  const [width] = useState(() => {
    if (process.env.TARO_ENV === 'h5') return document.getElementById('app')?.clientWidth ?? 375
    return Taro.getWindowInfo().windowWidth
  })
  return width
}
