import { useEffect, useState } from 'react'
import { Input, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/components/Icon'
import styles from './SearchBar.module.scss'

const scans = process.env.TARO_ENV === 'weapp'
const pauseMs = 250

/** SearchBar tells what is wanted a moment after the last letter; in WeChat a barcode can be scanned. */
export function SearchBar({ onSearch }: { onSearch: (q: string) => void }) {
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, onSearch])
  const scan = async () => {
    const read = await Taro.scanCode({ scanType: ['barCode'] }).catch(() => null)
    if (read) setText(read.result)
  }
  return (
    <View className={styles.box}>
      <Icon name='search' size='s' />
      <Input id='goods-search' className={styles.input} value={text} placeholder='商品名或条码' confirmType='search' maxlength={64} onInput={(e) => setText(e.detail.value)} onConfirm={() => onSearch(text.trim())} />
      {text !== '' && <View className={styles.knob} role='button' aria-label='清空' onClick={() => setText('')}><Icon name='close' size='s' /></View>}
      {scans && <View className={styles.knob} role='button' aria-label='扫码' onClick={() => void scan()}><Icon name='scan' /></View>}
    </View>
  )
}
