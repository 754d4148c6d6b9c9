import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from '../Icon'
import styles from './index.module.scss'

interface Props { icon: IconName; title: string; note: string; /** What a person wants to know: a question and its answer. */ answers: readonly { name: string; text: string }[] }

/** Prepared tells of a role whose workbench opens later: what it will be, and how one gets it. */
export function Prepared({ icon, title, note, answers }: Props) {
  return (
    <View className={styles.body}>
      <View className={styles.hero}>
        <View className={styles.glow} />
        <View className={styles.emblem}><Icon name={icon} size='xl' /></View>
        <Text className={styles.title} role='heading' aria-level={2}>{title}</Text>
        <Text className={styles.note}>{note}</Text>
      </View>
      <View className={styles.card} role='document'>
        {answers.map((a) => (
          <View key={a.name} className={styles.row}><Text className={styles.name}>{a.name}</Text><Text className={styles.text}>{a.text}</Text></View>
        ))}
      </View>
    </View>
  )
}
