import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { AgeCheck, Delivery } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { fen, yuan } from '@/domain/money'
import { handOver } from '../parts/acts'
import { checks, mayHandOver } from './check'
import styles from './Sheets.module.scss'

interface Props { open: boolean; job: Delivery; onClose: () => void; onRefuse: () => void }

/** HandOverSheet is what stands between the goods and the person at the door: the age check, and the money. */
export function HandOverSheet({ open, job, onClose, onRefuse }: Props) {
  const [check, setCheck] = useState<AgeCheck>('AGE_CHECK_UNSPECIFIED')
  const [collected, setCollected] = useState(false)
  useEffect(() => {
    setCheck('AGE_CHECK_UNSPECIFIED')
    setCollected(false)
  }, [open, job.deliveryId])
  const due = fen(job.collectAmount)
  const done = async () => {
    await handOver(job.deliveryId, check, due)
    onClose()
  }
  return (
    <Sheet open={open} onClose={onClose} title='交付核验' foot={<Button wide size='l' testId='hand-over-done' disabled={!mayHandOver(job, check, collected)} onTap={done}>确认送达</Button>}>
      <View className={styles.body}>
        {job.ageCheck && (
          <>
            <Text className={styles.ask}>收货人如何确认已满 18 周岁？</Text>
            {checks.map((c) => (
              <View key={c.check} id={`age-${c.check}`} role='radio' aria-checked={c.check === check} className={`${styles.choice} ${c.check === check ? styles.on : ''}`} onClick={() => setCheck(c.check)}>
                <Icon name={c.check === 'AGE_CHECK_ID_SHOWN' ? 'id' : 'user'} size='l' />
                <View className={styles.words}><Text className={styles.name}>{c.name}</Text><Text className={styles.small}>{c.note}</Text></View>
                <View className={styles.radio}>{c.check === check && <Icon name='check' size='s' />}</View>
              </View>
            ))}
            <View className={styles.link} role='button' onClick={onRefuse}><Icon name='alert' size='s' /><Text>未成年，或无法确认年龄</Text></View>
          </>
        )}
        {due > 0 && (
          <View id='collected' role='checkbox' aria-checked={collected} className={`${styles.choice} ${collected ? styles.on : ''}`} onClick={() => setCollected(!collected)}>
            <Icon name='wallet' size='l' />
            <View className={styles.words}><Text className={styles.name}>已收到现金 ¥{yuan(due)}</Text><Text className={styles.small}>货到付款，请当面点清</Text></View>
            <View className={styles.radio}>{collected && <Icon name='check' size='s' />}</View>
          </View>
        )}
        {!job.ageCheck && due === 0 && <Text className={styles.ask}>请与收货人当面核对商品</Text>}
      </View>
    </Sheet>
  )
}
