import { View } from '@tarojs/components'
import styles from './index.module.scss'

interface Props { on: boolean; onChange: (on: boolean) => void; /** What is turned on or off. */ label: string; disabled?: boolean; testId?: string }

/** Toggle turns something on or off. Around it nothing else hears the tap. */
export function Toggle({ on, onChange, label, disabled = false, testId }: Props) {
  return (
    <View
      id={testId} className={`${styles.toggle} ${on ? styles.on : ''} ${disabled ? styles.off : ''}`} role='switch' aria-checked={on} aria-disabled={disabled} aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        if (!disabled) onChange(!on)
      }}
    >
      <View className={styles.knob} />
    </View>
  )
}
