import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { AssortmentEntry } from '@dajiu/api'
import { Page } from '@/components/Page'
import { Price } from '@/components/Price'
import { Toggle } from '@/components/Toggle'
import { fen } from '@/domain/money'
import { useGuard } from '@/hooks/useGuard'
import { api, cache } from '@/services'
import { toast } from '@/store/acts'
import { GoodsList } from '../parts/GoodsList'
import { useGoods } from '../parts/goods'
import { SearchBar } from '../parts/SearchBar'
import { useMyStore } from '../parts/store'
import { PriceSheet } from './PriceSheet'
import styles from './index.module.scss'

/** Assortment is what the store sells and for how much. */
export default function Assortment() {
  const { storeId } = useMyStore()
  const [q, setQ] = useState('')
  const [listedOnly, setListedOnly] = useState(false)
  const pager = useGoods(storeId, q, listedOnly)
  const [pricing, setPricing] = useState<AssortmentEntry | null>(null)

  const put = async (entry: AssortmentEntry, change: { listed?: boolean; ownPrice?: number }) => {
    const listed = change.listed ?? entry.listed
    const own = change.ownPrice ?? fen(entry.ownPrice)
    await api.put('/v1/merchant/stores/{storeId}/assortment', { path: { storeId }, body: { items: [{ skuId: entry.skuId, listed, price: String(own) }] } })
    // What customers pay without an own price only the server knows.
    const [fresh] = (await api.get('/v1/merchant/stores/{storeId}/assortment', { path: { storeId }, query: { q: entry.barcode || entry.name, pageSize: 50 } })).entries
      .filter((e) => e.skuId === entry.skuId)
    pager.replace((items) => items.map((e) => (e.skuId === entry.skuId ? (fresh ?? { ...e, listed, ownPrice: String(own) }) : e)))
    cache.expire('product')
    cache.expire('home')
  }
  const [list] = useGuard(async (entry: AssortmentEntry) => {
    await put(entry, { listed: !entry.listed })
    toast(entry.listed ? '已下架' : '已上架', 'good')
  })
  return (
    <Page
      title='商品与价格' still
      aside={<View className={styles.toggle} role='button' onClick={() => setListedOnly(!listedOnly)}>{listedOnly ? '只看在售' : '全部商品'}</View>}
      over={<PriceSheet entry={pricing} onClose={() => setPricing(null)} onDone={async (entry, own) => { await put(entry, { ownPrice: own }); toast(own === 0 ? '已恢复平台价' : '价格已更新', 'good') }} />}
    >
      <SearchBar onSearch={setQ} />
      <GoodsList
        pager={pager} onTap={setPricing}
        sub={(entry) => (
          <View className={styles.price}>
            <Price amount={entry.price} was={entry.listPrice} size='s' />
            {fen(entry.ownPrice) > 0 && <Text className={styles.own}>本店价</Text>}
            {entry.listed && !entry.inStock && <Text className={styles.none}>缺货</Text>}
          </View>
        )}
        aside={(entry) => (
          <Toggle on={entry.listed} label={`上架 ${entry.name} ${entry.spec}`} onChange={() => void list(entry)} />
        )}
      />
    </Page>
  )
}
