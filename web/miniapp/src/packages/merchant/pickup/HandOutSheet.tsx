import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { AgeCheck, Delivery } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Price } from '@/components/Price'
import { Sheet } from '@/components/Sheet'
import { Skeleton } from '@/components/Skeleton'
import { fen, yuan } from '@/domain/money'
import { api } from '@/services'
import { shortNumber } from '../parts/orders'
import { useStoreOrder } from '../parts/queries'
import styles from './HandOutSheet.module.scss'

interface Props { storeId: string; code: string; delivery: Delivery | null; onClose: () => void; onDone: (delivery: Delivery) => void }

const checks: { check: AgeCheck; name: string; note: string }[] = [
  { check: 'AGE_CHECK_EVIDENT', name: '明显成年', note: '当面确认' }, { check: 'AGE_CHECK_ID_SHOWN', name: '已查验证件', note: '身份证满 18 周岁' },
]

/** HandOutSheet shows what a code opens, and hands it out: after the age check, against exactly the money due. */
export function HandOutSheet({ storeId, code, delivery, onClose, onDone }: Props) {
  const [check, setCheck] = useState<AgeCheck>('AGE_CHECK_UNSPECIFIED')
  const [cash, setCash] = useState(false)
  const order = useStoreOrder(storeId, delivery?.orderId ?? '')
  useEffect(() => {
    setCheck('AGE_CHECK_UNSPECIFIED')
    setCash(false)
  }, [delivery])
  const due = fen(delivery?.collectAmount)
  const ready = delivery?.ready === true
  const ok = ready && (!delivery.ageCheck || check !== 'AGE_CHECK_UNSPECIFIED') && (due === 0 || cash)
  const done = async () => {
    if (!delivery) return
    onDone(await api.post('/v1/merchant/stores/{storeId}/pickups:verify', {
      path: { storeId }, body: { code, ageCheck: check, collectedAmount: String(due) },
    }))
  }
  return (
    <Sheet open={delivery !== null} onClose={onClose} title={delivery ? `取货 ${shortNumber(delivery.orderId)}` : '取货'} foot={<Button wide size='l' testId='hand-out' disabled={!ok} onTap={done}>{ready ? '确认交付' : '还没有打包好'}</Button>}>
      <View className={styles.body}>
        {!order.data && <Skeleton kind='row' count={2} />}
        {order.data?.lines.map((line) => (
          <View key={line.lineNo} className={styles.line}>
            <Picture src={line.imageUrl} className={styles.picture} />
            <View className={styles.words}><Text className={styles.name}>{line.name}</Text><Text className={styles.small}>{line.spec}</Text></View>
            <Text className={styles.count}>×{line.quantity}</Text>
          </View>
        ))}
        {delivery?.ageCheck && (
          <>
            <Text className={styles.heading} role='heading' aria-level={2}><Icon name='id' size='s' /> 核验年龄</Text>
            <View className={styles.checks}>
              {checks.map((c) => (
                <View key={c.check} id={`age-${c.check}`} role='radio' aria-checked={c.check === check} className={`${styles.check} ${c.check === check ? styles.on : ''}`} onClick={() => setCheck(c.check)}>
                  <Text className={styles.name}>{c.name}</Text><Text className={styles.small}>{c.note}</Text>
                </View>
              ))}
            </View>
            <Text className={styles.law}>未满 18 周岁或无法确认的，请勿交付酒类商品</Text>
          </>
        )}
        {due > 0 && (
          <View className={`${styles.cash} ${cash ? styles.on : ''}`} role='checkbox' aria-checked={cash} id='cash' onClick={() => setCash(!cash)}>
            <View className={styles.words}><Text className={styles.name}>已收款 ¥{yuan(due)}</Text><Text className={styles.small}>到店付款订单，请先收齐</Text></View>
            <Price amount={due} size='l' />
            <View className={`${styles.tick} ${cash ? styles.ticked : ''}`}>{cash && <Icon name='check' size='s' />}</View>
          </View>
        )}
      </View>
    </Sheet>
  )
}
