import { useEffect } from 'react'
import { Text, View } from '@tarojs/components'
import { useStore } from '@/store'
import { answer } from '@/store/acts'
import { Button } from '../Button'
import styles from './index.module.scss'

/** DialogHost asks what `ask()` wants to know. Every page has one; who leaves the page has said no. */
export function DialogHost() {
  const question = useStore((s) => s.ui.question)
  useEffect(() => () => answer(false), [])
  if (!question) return null
  return (
    <View className={styles.dialog} catchMove>
      <View className={styles.veil} />
      <View className={styles.panel} role='alertdialog' aria-modal aria-label={question.title}>
        <Text className={styles.title}>{question.title}</Text>
        {question.note !== '' && <Text className={styles.note}>{question.note}</Text>}
        <View className={styles.acts}>
          <Button kind='line' className={styles.act} testId='dialog-no' onTap={() => answer(false)}>取消</Button>
          <Button kind={question.grave ? 'danger' : 'primary'} className={styles.act} testId='dialog-yes' onTap={() => answer(true)}>{question.yes}</Button>
        </View>
      </View>
    </View>
  )
}
