import { Text, View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { useStoreById } from '@/services/queries'
import styles from './index.module.scss'

interface Props { open: boolean; storeIds: string[]; storeId: string; onPick: (storeId: string) => void; onClose: () => void }

/** StoreSheet changes the store that one works in. */
export function StoreSheet({ open, storeIds, storeId, onPick, onClose }: Props) {
  return (
    <Sheet open={open} onClose={onClose} title='切换门店'>
      <View className={styles.stores}>
        {storeIds.map((id) => <Choice key={id} storeId={id} on={id === storeId} onTap={() => { onPick(id); onClose() }} />)}
      </View>
    </Sheet>
  )
}

function Choice({ storeId, on, onTap }: { storeId: string; on: boolean; onTap: () => void }) {
  const { data } = useStoreById(storeId)
  return (
    <View className={`${styles.choice} ${on ? styles.chosen : ''}`} role='radio' aria-checked={on} onClick={onTap}>
      <Icon name='store' />
      <View className={styles.words}><Text className={styles.title}>{data?.name ?? ' '}</Text><Text className={styles.small}>{data?.address ?? ' '}</Text></View>
      {on && <Icon name='check' />}
    </View>
  )
}
