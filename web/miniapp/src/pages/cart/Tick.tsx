import { View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import styles from './Tick.module.scss'

interface Props { on: boolean; disabled?: boolean; label: string; onTap: () => void; /** What is tapped is larger than what is seen. */ className?: string }

/** Tick chooses something, or not. */
export function Tick({ on, disabled = false, label, onTap, className = '' }: Props) {
  return (
    <View
      className={`${styles.target} ${className}`} role='checkbox' aria-checked={on && !disabled} aria-disabled={disabled} aria-label={label}
      onClick={() => { if (!disabled) onTap() }}
    >
      <View className={`${styles.tick} ${on && !disabled ? styles.on : ''} ${disabled ? styles.off : ''}`}>{on && !disabled && <Icon name='check' size='s' />}</View>
    </View>
  )
}
