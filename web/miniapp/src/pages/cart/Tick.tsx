import { View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import styles from './Tick.module.scss'

interface Props { on: boolean; disabled?: boolean; label: string }

/** Tick shows whether something is chosen; what is around it is tapped. */
export function Tick({ on, disabled, label }: Props) {
  return (
    <View className={`${styles.tick} ${on && !disabled ? styles.on : ''} ${disabled ? styles.off : ''}`} role='checkbox' aria-checked={on} aria-label={label}>
      {on && !disabled && <Icon name='check' size='s' />}
    </View>
  )
}
