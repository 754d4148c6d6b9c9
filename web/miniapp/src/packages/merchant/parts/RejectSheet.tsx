import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { rejectReasons } from './orders'
import styles from './RejectSheet.module.scss'

interface Props { open: boolean; onClose: () => void; onReject: (note: string) => Promise<unknown> }

/** RejectSheet asks why an order is rejected. The customer reads the answer. */
export function RejectSheet({ open, onClose, onReject }: Props) {
  const [reason, setReason] = useState('')
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!open) return
    setReason('')
    setWords('')
  }, [open])
  const note = words.trim() || reason
  const done = async () => {
    await onReject(note)
    onClose()
  }
  return (
    <Sheet open={open} onClose={onClose} title='拒单原因' foot={<Button wide size='l' kind='danger' testId='reject-done' disabled={note === ''} onTap={done}>确认拒单</Button>}>
      <View className={styles.body}>
        <View className={styles.chips}>
          {rejectReasons.map((r) => (
            <View key={r} role='radio' aria-checked={r === reason} className={`${styles.chip} ${r === reason && words.trim() === '' ? styles.on : ''}`} onClick={() => { setReason(r); setWords('') }}>{r}</View>
          ))}
        </View>
        <Input className={styles.input} value={words} maxlength={128} placeholder='其他原因，顾客会看到' onInput={(e) => setWords(e.detail.value)} />
        <Text className={styles.hint}>拒单后库存释放，已付货款原路退回顾客，不可撤销</Text>
      </View>
    </Sheet>
  )
}
