import { Text, View } from '@tarojs/components'
import { Icon } from '../Icon'
import styles from './index.module.scss'

interface Props {
  value: number
  /** The least; at 0 only the plus is shown. */
  min?: number
  max?: number
  onChange: (value: number) => void
  label?: string
  disabled?: boolean
}

/** Stepper sets how many. It is collapsed to a plus while there are none. */
export function Stepper({ value, min = 0, max = 999, onChange, label = '数量', disabled }: Props) {
  const set = (next: number) => { if (!disabled && next >= min && next <= max && next !== value) onChange(next) }
  const open = value > 0 || min > 0
  return (
    <View className={`${styles.stepper} ${disabled ? styles.off : ''}`} role='group' aria-label={label} onClick={(event) => event.stopPropagation()}>
      {open && (
        <>
          <View className={`${styles.knob} ${value <= min ? styles.end : ''}`} role='button' aria-label={`减少${label}`} onClick={() => set(value - 1)}><Icon name='minus' size='s' /></View>
          <Text className={styles.value}>{value}</Text>
        </>
      )}
      <View className={`${styles.knob} ${styles.add} ${value >= max ? styles.end : ''}`} role='button' aria-label={`增加${label}`} onClick={() => set(value + 1)}><Icon name='plus' size='s' /></View>
    </View>
  )
}
