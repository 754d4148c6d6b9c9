import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { Address } from '@dajiu/api'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Skeleton } from '@/components/Skeleton'
import { Empty, Failure } from '@/components/State'
import { useAddresses } from '@/services/queries'
import { storage } from '@/services/storage'
import styles from './index.module.scss'

const edit = (id?: string) => Taro.navigateTo({ url: `/packages/user/address/index${id ? `?id=${id}` : ''}` })

/** Addresses is the address book; with ?pick=1 a tap chooses one for the order at hand. */
export default function Addresses() {
  const picking = useRouter().params.pick === '1'
  const list = useAddresses()
  const choose = (a: Address) => {
    if (!picking) return edit(a.addressId)
    storage.set('pickedAddress', a.addressId)
    return Taro.navigateBack()
  }
  return (
    <Page title={picking ? '选择收货地址' : '收货地址'} foot={<Button wide size='l' icon='plus' testId='new-address' onTap={() => edit()}>新增收货地址</Button>}>
      <View className={styles.body}>
        {list.error !== null && list.data === undefined && <Failure error={list.error} retry={list.reload} />}
        {list.loading && <Skeleton kind='row' count={3} />}
        {list.data?.length === 0 && <Empty icon='pin' title='还没有收货地址' note='添加后，下单更快' />}
        {list.data?.map((a) => (
          <View key={a.addressId} className={styles.card} role='presentation' onClick={() => void choose(a)}>
            <View className={styles.words}>
              <View className={styles.head}>
                {a.label !== '' && <Text className={styles.tag}>{a.label}</Text>}
                {a.isDefault && <Text className={`${styles.tag} ${styles.default}`}>默认</Text>}
                <Text className={styles.area}>{a.city}{a.district}</Text>
              </View>
              <Text className={styles.where} role='button'>{a.street}{a.door}</Text>
              <Text className={styles.who}>{a.contactName} {a.phone}</Text>
            </View>
            <View className={styles.edit} role='button' aria-label={`编辑 ${a.street}${a.door}`} onClick={(e) => { e.stopPropagation(); void edit(a.addressId) }}><Icon name='edit' /></View>
          </View>
        ))}
      </View>
    </Page>
  )
}
