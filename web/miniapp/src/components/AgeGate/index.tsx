import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { confirmAdult } from '@/store/acts'
import { useStore } from '@/store'
import { Button } from '../Button'
import { Icon } from '../Icon'
import styles from './index.module.scss'

/** AgeGate stands before everything until the person states to be of age: 年满 18 周岁. */
export function AgeGate() {
  const adult = useStore((s) => s.session.adult)
  const staff = useStore((s) => s.session.user !== null && !s.session.user.roles.includes('ROLE_CONSUMER'))
  const [minor, setMinor] = useState(false)
  const open = !adult && !staff
  useEffect(() => {
    // Where there is no tab bar there is nothing to hide.
    if (open) Taro.hideTabBar().catch(() => undefined)
    else Taro.showTabBar().catch(() => undefined)
  }, [open])
  if (!open) return null
  return (
    <View className={styles.gate} catchMove role='dialog' aria-modal aria-label='年龄确认'>
      <View className={styles.glow} />
      <View className={styles.emblem}><Icon name='drop' size='xl' /></View>
      {minor
        ? (
          <View className={styles.words}>
            <Text className={styles.title}>期待与成年后的您相遇</Text>
            <Text className={styles.note}>根据《未成年人保护法》，我们不向未满 18 周岁的人士销售酒类商品。</Text>
            <View className={styles.acts}><Button kind='line' wide className={styles.no} onTap={() => setMinor(false)}>返回</Button></View>
          </View>
        )
        : (
          <View className={styles.words}>
            <Text className={styles.title}>您年满 18 周岁了吗？</Text>
            <Text className={styles.note}>滴滴打酒销售酒类商品。下单人与收货人均须年满 18 周岁，骑手会在交付时核验年龄。</Text>
            <View className={styles.acts}>
              <Button wide size='l' testId='age-yes' onTap={confirmAdult}>我已年满 18 周岁</Button>
              <Button wide kind='line' size='l' className={styles.no} onTap={() => setMinor(true)}>未满 18 周岁</Button>
            </View>
            <Text className={styles.link} role='link' onClick={() => void Taro.navigateTo({ url: '/packages/user/notice/index' })}>阅读《酒类购买须知与隐私说明》</Text>
          </View>
        )}
      <Text className={styles.foot}>理性饮酒 · 酒后不开车 · 孕期请勿饮酒</Text>
    </View>
  )
}
