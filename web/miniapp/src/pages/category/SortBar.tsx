import { Text, View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import type { Sort } from '@/domain/catalog'
import styles from './SortBar.module.scss'

interface Props { sort: Sort; filtered: boolean; onSort: (sort: Sort) => void; onFilter: () => void }

/** SortBar orders a list, and opens its filter. */
export function SortBar({ sort, filtered, onSort, onFilter }: Props) {
  const byPrice = sort === 'SORT_PRICE_ASC' || sort === 'SORT_PRICE_DESC'
  const item = (name: string, on: boolean, act: () => void, icon?: 'up' | 'down') => (
    <View className={`${styles.item} ${on ? styles.on : ''}`} role='button' onClick={act}><Text>{name}</Text>{icon && <Icon name={icon} size='s' />}</View>
  )
  return (
    <View className={styles.bar}>
      {item('销量', sort === 'SORT_SALES', () => onSort('SORT_SALES'))}
      {item('价格', byPrice, () => onSort(sort === 'SORT_PRICE_ASC' ? 'SORT_PRICE_DESC' : 'SORT_PRICE_ASC'), byPrice ? (sort === 'SORT_PRICE_ASC' ? 'up' : 'down') : undefined)}
      {item('新品', sort === 'SORT_NEWEST', () => onSort('SORT_NEWEST'))}
      <View className={`${styles.item} ${styles.filter} ${filtered ? styles.on : ''}`} role='button' onClick={onFilter}><Icon name='filter' size='s' /><Text>筛选</Text></View>
    </View>
  )
}
