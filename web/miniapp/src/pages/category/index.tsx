import { useState } from 'react'
import { ScrollView, Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import type { ProductCard as Card } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { ProductCard } from '@/components/ProductCard'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { VirtualList } from '@/components/VirtualList'
import { anyFilter, childrenOf, filterQuery, noFilter, rootsOf, type Filter } from '@/domain/catalog'
import { useCartBadge } from '@/hooks/useCartBadge'
import { usePager } from '@/hooks/usePager'
import { api } from '@/services'
import { useCategories, useCurrentStore } from '@/services/queries'
import { storage } from '@/services/storage'
import { FilterSheet } from './FilterSheet'
import { SortBar } from './SortBar'
import styles from './index.module.scss'

export default function CategoryPage() {
  const categories = useCategories()
  const store = useCurrentStore()
  const [rootId, setRootId] = useState('')
  const [kindId, setKindId] = useState('')
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [filtering, setFiltering] = useState(false)
  useCartBadge()
  useDidShow(() => {
    const wanted = storage.get('kind')
    if (!wanted) return
    storage.set('kind', null)
    setRootId(wanted)
    setKindId('')
  })

  const roots = rootsOf(categories.data ?? [])
  const root = roots.find((c) => c.categoryId === rootId) ?? roots[0]
  const kinds = childrenOf(categories.data ?? [], root?.categoryId)
  const categoryId = kindId || root?.categoryId
  const query = filterQuery(filter)
  const key = store && categoryId ? JSON.stringify([store.storeId, categoryId, query]) : null
  const pager = usePager<Card>(key, async (pageToken) => {
    const answer = await api.get('/v1/products', { query: { storeId: store?.storeId ?? '', categoryId, pageSize: 30, pageToken, ...query } })
    return { items: answer.products, nextPageToken: answer.nextPageToken }
  })
  const show = (id: string) => {
    setRootId(id)
    setKindId('')
  }

  return (
    <Page
      tab still title='选酒'
      aside={<View className={styles.search} role='button' aria-label='搜索' onClick={() => void Taro.navigateTo({ url: '/packages/order/search/index' })}><Icon name='search' size='s' />搜索</View>}
      over={<FilterSheet open={filtering} value={filter} storeId={store?.storeId ?? ''} categoryId={categoryId ?? ''} onClose={() => setFiltering(false)} onDone={setFilter} liquor={root?.liquor ?? true} />}
    >
      <View className={styles.body}>
        <ScrollView scrollY className={styles.roots} showScrollbar={false} enhanced>
          <View role='tablist' aria-label='类别'>
            {roots.map((c) => (
              <View key={c.categoryId} className={`${styles.root} ${c.categoryId === root?.categoryId ? styles.on : ''}`} role='tab' aria-selected={c.categoryId === root?.categoryId} onClick={() => show(c.categoryId)}>{c.name}</View>
            ))}
          </View>
        </ScrollView>
        <View className={styles.main}>
          {kinds.length > 0 && (
            <ScrollView scrollX className={styles.kinds} showScrollbar={false} enhanced>
              <View className={styles.chips} role='tablist' aria-label='细分类别'>
                <Text className={`${styles.chip} ${kindId === '' ? styles.chosen : ''}`} role='tab' aria-selected={kindId === ''} onClick={() => setKindId('')}>全部</Text>
                {kinds.map((c) => <Text key={c.categoryId} className={`${styles.chip} ${kindId === c.categoryId ? styles.chosen : ''}`} role='tab' aria-selected={kindId === c.categoryId} onClick={() => setKindId(c.categoryId)}>{c.name}</Text>)}
              </View>
            </ScrollView>
          )}
          <SortBar sort={filter.sort} filtered={anyFilter(filter)} onSort={(sort) => setFilter({ ...filter, sort })} onFilter={() => setFiltering(true)} />
          {pager.error !== null && pager.items.length === 0 && <Failure slim error={pager.error} retry={pager.reload} />}
          {(pager.loading || categories.loading) && <Skeleton kind='row' count={5} />}
          {!pager.loading && pager.error === null && key !== null && pager.items.length === 0 && (
            <Empty slim icon='search' title='没有符合的商品' note={anyFilter(filter) ? '放宽筛选条件试试' : '这家门店暂时没有这类商品'} />
          )}
          {pager.items.length > 0 && store !== null && (
            <VirtualList
              of={key ?? ''} items={pager.items} rowHeight={108} keyOf={(card) => card.productId} onEnd={pager.next}
              render={(card) => <ProductCard kind='row' card={card} storeId={store.storeId} storeName={store.name} />}
              foot={<Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>}
            />
          )}
        </View>
      </View>
    </Page>
  )
}
