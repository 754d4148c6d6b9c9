import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import type { AssortmentEntry, Movement, StockLevel } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { sayTime } from '@/domain/time'
import { useQuery } from '@/hooks/useQuery'
import { api, cache } from '@/services'
import { toast } from '@/store/acts'
import { adjusted, kinds, movementName, type Kind } from '../parts/adjust'
import styles from './AdjustSheet.module.scss'

interface Props { storeId: string; goods: AssortmentEntry | null; level: StockLevel | undefined; onClose: () => void; onDone: (levels: StockLevel[]) => void }

/** AdjustSheet receives goods, writes off damage, or corrects a count. */
export function AdjustSheet({ storeId, goods, level, onClose, onDone }: Props) {
  const [kind, setKind] = useState<Kind>('MOVEMENT_KIND_RECEIVE')
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const skuId = goods?.skuId ?? ''
  useEffect(() => {
    setKind('MOVEMENT_KIND_RECEIVE')
    setText('')
    setNote('')
  }, [skuId])
  const ledger = useQuery<Movement[]>(skuId ? `movements:${storeId}:${skuId}` : null, async () =>
    (await api.get('/v1/merchant/stores/{storeId}/stock/{skuId}/movements', { path: { storeId, skuId }, query: { pageSize: 8 } })).movements)
  const plan = level && text !== '' ? adjusted(level, kind, Number(text)) : null
  const done = async () => {
    if (!plan) return
    const answer = await api.post('/v1/merchant/stores/{storeId}/stock:adjust', {
      path: { storeId }, body: { kind, lines: [{ skuId, quantity: String(plan.quantity) }], note: note.trim() },
    })
    onDone(answer.items)
    cache.expire(`movements:${storeId}:${skuId}`)
    cache.expire('stock:')
    toast('库存已更新', 'good')
    setText('')
    setNote('')
  }
  const ask = kinds.find((k) => k.kind === kind)?.ask ?? ''
  return (
    <Sheet open={goods !== null} onClose={onClose} title='调整库存' foot={<Button wide size='l' testId='adjust' disabled={!plan || plan.problem !== ''} onTap={done}>{plan && plan.problem === '' ? `确认，调整后 ${plan.onHand} 件` : '确认'}</Button>}>
      <View className={styles.body}>
        <Text className={styles.name}>{goods?.name}</Text>
        <Text className={styles.small}>{goods?.spec}　{goods?.barcode}</Text>
        <View className={styles.levels}>
          <Level name='现有' n={level?.onHand} /><Level name='已预占' n={level?.reserved} /><Level name='可售' n={level?.available} />
        </View>
        <View className={styles.kinds}>
          {kinds.map((k) => <View key={k.kind} id={`kind-${k.kind}`} role='radio' aria-checked={k.kind === kind} className={`${styles.kind} ${k.kind === kind ? styles.on : ''}`} onClick={() => setKind(k.kind)}>{k.name}</View>)}
        </View>
        <Input id='pieces' className={styles.input} type='number' value={text} maxlength={7} placeholder={ask} onInput={(e) => setText(e.detail.value.replace(/\D/g, ''))} />
        <Input className={`${styles.input} ${styles.note}`} value={note} maxlength={128} placeholder='备注（供货单号、损坏原因等）' onInput={(e) => setNote(e.detail.value)} />
        {plan && plan.problem !== '' && <Text className={styles.problem}>{plan.problem}</Text>}
        {(ledger.data?.length ?? 0) > 0 && <Text className={styles.heading} role='heading' aria-level={2}>最近变动</Text>}
        {ledger.data?.map((m) => (
          <View key={m.movementId} className={styles.row}>
            <View className={styles.words}><Text>{movementName[m.kind] ?? '变动'}{m.note !== '' ? ` · ${m.note}` : ''}</Text><Text className={styles.small}>{sayTime(m.time)}</Text></View>
            <Text className={styles.delta}>{delta(m)}</Text>
          </View>
        ))}
      </View>
    </Sheet>
  )
}

function delta(m: Movement): string {
  const signed = (text: string) => (Number(text) > 0 ? `+${text}` : text)
  if (m.onHandDelta !== '0') return signed(m.onHandDelta)
  return m.reservedDelta === '0' ? '0' : `预占 ${signed(m.reservedDelta)}`
}

function Level({ name, n }: { name: string; n: string | undefined }) {
  return <View className={styles.level}><Text className={styles.n}>{n ?? '–'}</Text><Text className={styles.small}>{name}</Text></View>
}
