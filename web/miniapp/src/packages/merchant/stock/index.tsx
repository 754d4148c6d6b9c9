import { useEffect, useRef, useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { AssortmentEntry, StockLevel } from '@dajiu/api'
import { Page } from '@/components/Page'
import { api } from '@/services'
import { GoodsList } from '../parts/GoodsList'
import { scarce, useGoods, useScarce } from '../parts/goods'
import { SearchBar } from '../parts/SearchBar'
import { useMyStore } from '../parts/store'
import { AdjustSheet } from './AdjustSheet'
import styles from './index.module.scss'

/** The most SKUs of one question. */
const batch = 100

/** useLevels asks for the stock of goods as they come into the list, and can set what an adjustment answered. */
function useLevels(storeId: string, goods: AssortmentEntry[]) {
  const [levels, setLevels] = useState<Readonly<Record<string, StockLevel>>>({})
  const asked = useRef(new Set<string>())
  const learn = (items: StockLevel[]) => setLevels((old) => ({ ...old, ...Object.fromEntries(items.map((i) => [i.skuId, i])) }))
  useEffect(() => {
    asked.current.clear()
    setLevels({})
  }, [storeId])
  useEffect(() => {
    const missing = goods.map((g) => g.skuId).filter((id) => !asked.current.has(id))
    for (let i = 0; i < missing.length; i += batch) {
      const skuIds = missing.slice(i, i + batch)
      skuIds.forEach((id) => asked.current.add(id))
      api.get('/v1/merchant/stores/{storeId}/stock', { path: { storeId }, query: { skuIds, pageSize: batch } }).then(
        (answer) => learn([...skuIds.map((skuId) => ({ skuId, onHand: '0', reserved: '0', available: '0', safetyLevel: '0', low: false })), ...answer.items]),
        () => skuIds.forEach((id) => asked.current.delete(id)), // asked again with the next page
      )
    }
  }, [storeId, goods])
  return { levels, learn }
}

/** What of the shelf is looked at. */
type Shelf = 'listed' | 'scarce' | 'all'

const shelves: { shelf: Shelf; name: string }[] = [{ shelf: 'listed', name: '在售' }, { shelf: 'scarce', name: '库存紧张' }, { shelf: 'all', name: '全部商品' }]

/** Stock shows how much of everything is there, and corrects it. */
export default function Stock() {
  const { storeId } = useMyStore()
  const [q, setQ] = useState('')
  const [view, setView] = useState<Shelf>('listed')
  const goods = useGoods(view === 'scarce' ? '' : storeId, q, view === 'listed')
  const few = useScarce(view === 'scarce' ? storeId : '')
  const pager = view === 'scarce' ? few : goods
  const { levels, learn } = useLevels(storeId, pager.items)
  const [picked, setPicked] = useState<AssortmentEntry | null>(null)
  const level = picked ? levels[picked.skuId] : undefined
  return (
    <Page
      title='库存' still
      over={<AdjustSheet storeId={storeId} goods={picked} level={level} onClose={() => setPicked(null)} onDone={learn} />}
    >
      <View className={styles.shelves} role='tablist' aria-label='货架'>
        {shelves.map((s) => (
          <View key={s.shelf} id={`shelf-${s.shelf}`} role='tab' aria-selected={s.shelf === view} className={`${styles.shelf} ${s.shelf === view ? styles.on : ''}`} onClick={() => setView(s.shelf)}>{s.name}</View>
        ))}
      </View>
      {view !== 'scarce' && <SearchBar onSearch={setQ} />}
      <GoodsList
        pager={pager} onTap={(entry) => { if (levels[entry.skuId]) setPicked(entry) }}
        sub={(entry) => <Text className={styles.sub}>{Number(levels[entry.skuId]?.reserved ?? 0) > 0 ? `订单预占 ${levels[entry.skuId]?.reserved}` : entry.listed ? ' ' : '未上架'}</Text>}
        aside={(entry) => <Left level={levels[entry.skuId]} />}
      />
    </Page>
  )
}

function Left({ level }: { level: StockLevel | undefined }) {
  const n = Number(level?.available ?? 0)
  return (
    <View className={styles.left}>
      <Text className={`${styles.n} ${level && n === 0 ? styles.none : n > 0 && n <= scarce ? styles.few : ''}`}>{level ? n : '–'}</Text>
      <Text className={styles.small}>可售</Text>
    </View>
  )
}
