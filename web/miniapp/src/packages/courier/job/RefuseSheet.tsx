import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import type { Delivery, RefusalReason } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { refuse } from '../parts/acts'
import { refusals } from './check'
import styles from './Sheets.module.scss'

/** RefuseSheet asks why the goods were not handed over. They go back to the store. */
export function RefuseSheet({ open, job, onClose }: { open: boolean; job: Delivery; onClose: () => void }) {
  const [reason, setReason] = useState<RefusalReason>('REFUSAL_REASON_UNSPECIFIED')
  const [note, setNote] = useState('')
  useEffect(() => {
    setReason('REFUSAL_REASON_UNSPECIFIED')
    setNote('')
  }, [open])
  const done = async () => {
    await refuse(job.deliveryId, reason, note.trim())
    onClose()
  }
  return (
    <Sheet open={open} onClose={onClose} title='为什么不能交付？' foot={<Button wide size='l' kind='danger' testId='refuse-done' disabled={reason === 'REFUSAL_REASON_UNSPECIFIED'} onTap={done}>登记并送回门店</Button>}>
      <View className={styles.body}>
        {refusals.map((r) => (
          <View key={r.reason} id={`why-${r.reason}`} role='radio' aria-checked={r.reason === reason} className={`${styles.choice} ${r.reason === reason ? styles.on : ''}`} onClick={() => setReason(r.reason)}>
            <Text className={styles.words}>{r.name}</Text><View className={styles.radio}>{r.reason === reason && <Icon name='check' size='s' />}</View>
          </View>
        ))}
        <Input className={styles.input} value={note} maxlength={128} placeholder='补充说明（选填）' onInput={(e) => setNote(e.detail.value)} />
        <Text className={styles.small}>商品退回门店后，已付货款原路退回顾客；配送收入照常计算</Text>
      </View>
    </Sheet>
  )
}
