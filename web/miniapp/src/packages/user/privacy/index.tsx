import { Text, View } from '@tarojs/components'
import { Page } from '@/components/Page'
import { Copies } from './Copies'
import { Closing } from './Closing'
import styles from './index.module.scss'

/** Privacy is what a person may want of their data: a copy of it, and an end to it. */
export default function Privacy() {
  return (
    <Page title='个人信息与注销'>
      <View className={styles.body}>
        <Copies />
        <Closing />
        <Text className={styles.small}>依据《个人信息保护法》第四十四至四十七条，您可以查阅、复制、更正、删除您的个人信息。</Text>
      </View>
    </Page>
  )
}
