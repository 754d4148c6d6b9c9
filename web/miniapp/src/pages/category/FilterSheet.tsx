import { useEffect, useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { noFilter, prices, strengths, type Filter, type Range } from '@/domain/catalog'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import styles from './FilterSheet.module.scss'

interface Props { open: boolean; value: Filter; /** What is filtered: the goods of a kind in a store. */ storeId: string; categoryId: string; onClose: () => void; onDone: (filter: Filter) => void; liquor: boolean }

/** FilterSheet narrows a list by price, strength, origin and stock. */
export function FilterSheet({ open, value, storeId, categoryId, onClose, onDone, liquor }: Props) {
  const [draft, setDraft] = useState(value)
  useEffect(() => { if (open) setDraft(value) }, [open, value])
  const query = useQuery(open && storeId !== '' ? `origins:${storeId}:${categoryId}` : null, async () => {
    const answer = await api.get('/v1/products:origins', { query: { storeId, categoryId: categoryId || '0' } })
    return answer.origins.map((o) => o.name)
  }, { freshMs: 60_000 })
  // One that was chosen for another kind can still be taken back.
  const known = query.data ?? []
  const origins = draft.origin === '' || known.includes(draft.origin) ? known : [draft.origin, ...known]
  const done = () => {
    onDone(draft)
    onClose()
  }
  const foot = (
    <View className={styles.foot}>
      <Button kind='line' onTap={() => setDraft({ ...noFilter, sort: draft.sort })}>重置</Button>
      <Button wide onTap={done}>查看结果</Button>
    </View>
  )
  return (
    <Sheet open={open} title='筛选' onClose={onClose} foot={foot}>
      <View className={styles.body}>
        <Ranges title='价格' list={prices} min={draft.priceMin} max={draft.priceMax} onChoose={(priceMin, priceMax) => setDraft({ ...draft, priceMin, priceMax })} />
        {liquor && <Ranges title='酒精度' list={strengths} min={draft.abvMin} max={draft.abvMax} onChoose={(abvMin, abvMax) => setDraft({ ...draft, abvMin, abvMax })} />}
        {liquor && origins.length > 0 && (
          <>
            <Text className={styles.title}>产地</Text>
            <View className={styles.chips}>
              {origins.map((origin) => <Chip key={origin} name={origin} on={draft.origin === origin} onTap={() => setDraft({ ...draft, origin: draft.origin === origin ? '' : origin })} />)}
            </View>
          </>
        )}
        <Text className={styles.title}>库存</Text>
        <View className={styles.chips}><Chip name='仅看有货' on={draft.inStockOnly} onTap={() => setDraft({ ...draft, inStockOnly: !draft.inStockOnly })} /></View>
      </View>
    </Sheet>
  )
}

interface RangesProps { title: string; list: Range[]; min: number; max: number; onChoose: (min: number, max: number) => void }

function Ranges({ title, list, min, max, onChoose }: RangesProps) {
  return (
    <>
      <Text className={styles.title}>{title}</Text>
      <View className={styles.chips}>
        {list.map((r) => {
          const on = r.min === min && r.max === max
          return <Chip key={r.name} name={r.name} on={on} onTap={() => (on ? onChoose(0, 0) : onChoose(r.min, r.max))} />
        })}
      </View>
    </>
  )
}

function Chip({ name, on, onTap }: { name: string; on: boolean; onTap: () => void }) {
  return <View className={`${styles.chip} ${on ? styles.on : ''}`} role='checkbox' aria-checked={on} onClick={onTap}>{name}</View>
}
