import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import styles from './CancelSheet.module.scss'

const reasons = ['不想要了', '商品或数量选错了', '收货地址填错了', '送达时间太久', '门店联系我取消', '其他原因']

interface Props { open: boolean; paid: boolean; onClose: () => void; onDone: (note: string) => Promise<void> }

/** CancelSheet asks why before an order is cancelled. */
export function CancelSheet({ open, paid, onClose, onDone }: Props) {
  const [reason, setReason] = useState('')
  const done = async () => {
    await onDone(reason)
    onClose()
  }
  const foot = (
    <View className={styles.foot}>
      <Button kind='line' onTap={onClose}>再想想</Button>
      <Button wide kind='danger' testId='cancel-done' disabled={reason === ''} onTap={done}>确认取消</Button>
    </View>
  )
  return (
    <Sheet open={open} title='为什么取消？' onClose={onClose} foot={foot}>
      <View className={styles.body}>
        {paid && <Text className={styles.note}>取消后，已支付的款项将原路退回</Text>}
        {reasons.map((r) => (
          <View key={r} className={`${styles.row} ${r === reason ? styles.on : ''}`} role='radio' aria-checked={r === reason} onClick={() => setReason(r)}>
            <Text>{r}</Text>{r === reason && <Icon name='check' />}
          </View>
        ))}
      </View>
    </Sheet>
  )
}
