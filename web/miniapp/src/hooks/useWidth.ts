import Taro from '@tarojs/taro'
import { useState } from 'react'

/** useWidth is the page's width in pixels; on a desktop the page is a phone's. */
export function useWidth(): number {
  return useState(() => measured('clientWidth') ?? Taro.getWindowInfo().windowWidth)[0]
}

/** useHeight is the page's height in pixels, with the status bar. */
export function useHeight(): number {
  return useState(() => measured('clientHeight') ?? Taro.getWindowInfo().windowHeight)[0]
}

function measured(side: 'clientWidth' | 'clientHeight'): number | undefined {
  return process.env.TARO_ENV === 'h5' ? document.getElementById('app')?.[side] : undefined
}
