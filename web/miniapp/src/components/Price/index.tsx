import { Text, View } from '@tarojs/components'
import { fen, yuan, yuanParts } from '@/domain/money'
import styles from './index.module.scss'

interface Props {
  /** Fen, as the API writes it. */
  amount: string | number
  /** The price it is less than, struck through. */
  was?: string | number
  size?: 's' | 'm' | 'l' | 'xl'
  /** Prices from here on: a product of several kinds. */
  from?: boolean
  plain?: boolean
}

/** Price is an amount of money as people read it: small sign, large yuan, small fen. */
export function Price({ amount, was, size = 'm', from, plain }: Props) {
  const value = fen(amount)
  const parts = yuanParts(value)
  const before = fen(was)
  return (
    <View className={`${styles.price} ${styles[size]} ${plain ? styles.plain : ''}`}>
      <Text className={styles.sign}>{parts.sign}¥</Text>
      <Text className={styles.whole}>{parts.whole}</Text>
      {parts.rest !== '' && <Text className={styles.rest}>.{parts.rest}</Text>}
      {from && <Text className={styles.from}>起</Text>}
      {before > 0 && before > value && <Text className={styles.was}>¥{yuan(before)}</Text>}
    </View>
  )
}
