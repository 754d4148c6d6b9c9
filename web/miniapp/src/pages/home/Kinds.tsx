import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/components/Icon'
import { Picture } from '@/components/Picture'
import { Skeleton } from '@/components/Skeleton'
import { useCategories } from '@/services/queries'
import { storage } from '@/services/storage'
import styles from './Kinds.module.scss'

/** Kinds are the roots of the catalogue. */
export function Kinds() {
  const { data, loading } = useCategories()
  const roots = (data ?? []).filter((c) => c.parentId === '0').sort((a, b) => a.sort - b.sort)
  if (loading) return <View className={styles.card}><Skeleton kind='line' count={3} /></View>
  return (
    <View className={styles.card}>
      {roots.map((c) => (
        <View
          key={c.categoryId} className={styles.kind} role='button' aria-label={c.name}
          onClick={() => {
            // A tab page takes no parameters.
            storage.set('kind', c.categoryId)
            void Taro.switchTab({ url: '/pages/category/index' })
          }}
        >
          <Picture src={c.iconUrl} className={styles.icon} mode='aspectFit' />
          <Text className={styles.name}>{c.name}</Text>
        </View>
      ))}
      <View className={styles.kind} role='button' aria-label='全部' onClick={() => void Taro.switchTab({ url: '/pages/category/index' })}>
        <View className={`${styles.icon} ${styles.all}`}><Icon name='bag' size='l' /></View>
        <Text className={styles.name}>全部</Text>
      </View>
    </View>
  )
}
