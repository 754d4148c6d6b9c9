import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import type { ProductCard as Card } from '@dajiu/api'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { openProduct, ProductCard } from '@/components/ProductCard'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { VirtualList } from '@/components/VirtualList'
import { usePager } from '@/hooks/usePager'
import { useQuery } from '@/hooks/useQuery'
import { api } from '@/services'
import { useCategories, useCurrentStore } from '@/services/queries'
import { forgetSearches, rememberSearch, searches } from './history'
import styles from './index.module.scss'

/** While typing, this long after the last letter something is suggested. */
const pauseMs = 180

export default function SearchPage() {
  const store = useCurrentStore()
  const [text, setText] = useState('')
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setTyped(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const search = (words: string) => {
    const q = words.trim()
    if (!q) return
    rememberSearch(q)
    setText(q)
    setWanted(q)
  }
  return (
    <Page title='搜索' still>
      <View className={styles.bar}>
        <View className={styles.box}>
          <Icon name='search' size='s' />
          <Input
            id='search-input' className={styles.input} value={text} placeholder='名称、品牌、拼音都可以，如 jjc' confirmType='search' focus maxlength={64}
            onInput={(e) => {
              setText(e.detail.value)
              setWanted('')
            }}
            onConfirm={() => search(text)}
          />
          {text !== '' && <View className={styles.clear} role='button' aria-label='清空' onClick={() => { setText(''); setWanted('') }}><Icon name='close' size='s' /></View>}
        </View>
        <View className={styles.go} role='button' onClick={() => search(text)}>搜索</View>
      </View>
      {wanted !== '' && store !== null
        ? <Results q={wanted} storeId={store.storeId} storeName={store.name} />
        : typed !== '' && store !== null
          ? <Suggestions q={typed} storeId={store.storeId} onPick={search} />
          : <Start onPick={search} />}
    </Page>
  )
}

function Start({ onPick }: { onPick: (q: string) => void }) {
  const [past, setPast] = useState(searches)
  const categories = useCategories()
  const kinds = (categories.data ?? []).filter((c) => c.parentId !== '0' && c.liquor).slice(0, 12)
  return (
    <View className={styles.start}>
      {past.length > 0 && (
        <>
          <View className={styles.head}>
            <Text className={styles.heading} role='heading' aria-level={2}>最近搜索</Text>
            <View role='button' aria-label='清除搜索记录' className={styles.clear} onClick={() => { forgetSearches(); setPast([]) }}><Icon name='trash' size='s' /></View>
          </View>
          <View className={styles.chips}>{past.map((q) => <Text key={q} className={styles.chip} role='button' onClick={() => onPick(q)}>{q}</Text>)}</View>
        </>
      )}
      <View className={styles.head}><Text className={styles.heading} role='heading' aria-level={2}>试试这些</Text></View>
      <View className={styles.chips}>{kinds.map((c) => <Text key={c.categoryId} className={styles.chip} role='button' onClick={() => onPick(c.name)}>{c.name}</Text>)}</View>
    </View>
  )
}

function Suggestions({ q, storeId, onPick }: { q: string; storeId: string; onPick: (q: string) => void }) {
  const found = useQuery(`suggest:${storeId}:${q}`, async () => (await api.get('/v1/products:search', { query: { q, storeId, pageSize: 8 } })).products, { freshMs: 30_000 })
  return (
    <View className={styles.suggestions}>
      <View className={styles.suggestion} role='button' onClick={() => onPick(q)}><Icon name='search' size='s' /><Text>搜索「{q}」</Text></View>
      {(found.data ?? []).map((card) => (
        <View key={card.productId} className={styles.suggestion} role='button' onClick={() => { rememberSearch(q); openProduct(card.productId, storeId) }}>
          <Icon name='drop' size='s' /><Text className={styles.name}>{card.name}</Text><Text className={styles.brand}>{card.brandName}</Text>
        </View>
      ))}
    </View>
  )
}

function Results({ q, storeId, storeName }: { q: string; storeId: string; storeName: string }) {
  const pager = usePager<Card>(`${storeId} ${q}`, async (pageToken) => {
    const answer = await api.get('/v1/products:search', { query: { q, storeId, pageSize: 30, pageToken } })
    return { items: answer.products, nextPageToken: answer.nextPageToken }
  })
  if (pager.error !== null && pager.items.length === 0) return <Failure error={pager.error} retry={pager.reload} />
  if (pager.loading) return <View className={styles.loading}><Skeleton kind='row' count={5} /></View>
  if (pager.items.length === 0) return <Empty icon='search' title={`没有找到「${q}」`} note='换个说法，或试试品牌名的拼音首字母' />
  return (
    <VirtualList
      of={q} items={pager.items} rowHeight={108} keyOf={(card) => card.productId} onEnd={pager.next}
      render={(card) => <ProductCard kind='row' card={card} storeId={storeId} storeName={storeName} />}
      foot={<Text className={styles.end}>{pager.more ? '正在加载…' : pager.ended ? '没有更多了' : ''}</Text>}
    />
  )
}
