import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import type { AssortmentEntry } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { fen, yuan } from '@/domain/money'
import { readYuan } from '../parts/price'
import styles from './PriceSheet.module.scss'

interface Props { entry: AssortmentEntry | null; onClose: () => void; /** 0: the platform's price again. */ onDone: (entry: AssortmentEntry, own: number) => Promise<void> }

/** PriceSheet sets the store's own price of a SKU, or goes back to the platform's. */
export function PriceSheet({ entry, onClose, onDone }: Props) {
  const [text, setText] = useState('')
  useEffect(() => setText(''), [entry])
  const own = fen(entry?.ownPrice)
  const amount = readYuan(text)
  const save = async (price: number) => {
    if (!entry) return
    await onDone(entry, price)
    onClose()
  }
  return (
    <Sheet
      open={entry !== null} onClose={onClose} title='本店价格'
      foot={(
        <View className={styles.foot}>
          {own > 0 && <Button kind='line' size='l' onTap={() => save(0)}>恢复平台价</Button>}
          <Button wide size='l' testId='set-price' disabled={amount === null || amount === own} onTap={() => save(amount ?? 0)}>{amount === null ? '保存' : `按 ¥${yuan(amount)} 销售`}</Button>
        </View>
      )}
    >
      <View className={styles.body}>
        <Text className={styles.name}>{entry?.name}</Text>
        <Text className={styles.small}>{entry?.spec}　吊牌价 ¥{yuan(fen(entry?.listPrice))}</Text>
        <View className={styles.box}>
          <Text className={styles.sign}>¥</Text>
          <Input id='own-price' className={styles.input} type='digit' value={text} maxlength={10} placeholder={yuan(fen(entry?.price))} onInput={(e) => setText(e.detail.value)} />
        </View>
        <Text className={styles.small}>{text !== '' && amount === null ? '请填写正确的价格，如 128 或 128.50' : own > 0 ? '正在使用本店价' : '正在使用平台统一价'}</Text>
      </View>
    </Sheet>
  )
}
