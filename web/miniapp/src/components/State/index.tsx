import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import type { ApiError } from '@dajiu/api'
import { Button } from '../Button'
import { Icon, type IconName } from '../Icon'
import styles from './index.module.scss'

interface EmptyProps { icon: IconName; title: string; note?: string; children?: ReactNode; slim?: boolean }

/** Empty says that there is nothing, and what to do about it. */
export function Empty({ icon, title, note, children, slim }: EmptyProps) {
  return (
    <View className={`${styles.state} ${slim ? styles.slim : ''}`}>
      <View className={styles.emblem}><View className={styles.halo} /><Icon name={icon} size='xl' className={styles.shape} /></View>
      <Text className={styles.title}>{title}</Text>
      {note && <Text className={styles.note}>{note}</Text>}
      {children && <View className={styles.acts}>{children}</View>}
    </View>
  )
}

/** Failure says what went wrong, with the number by which it can be found, and tries again. */
export function Failure({ error, retry, slim }: { error: ApiError; retry: () => Promise<unknown> | unknown; slim?: boolean }) {
  return (
    <Empty slim={slim} icon={error.offline ? 'offline' : 'alert'} title={error.offline ? '网络开小差了' : '没有加载出来'} note={error.message}>
      <Button kind='soft' size='s' icon='refresh' onTap={retry}>再试一次</Button>
      {error.requestId !== '' && <Text className={styles.id} selectable>编号 {error.requestId}</Text>}
    </Empty>
  )
}
