import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { useGuard } from '@/hooks/useGuard'
import { Icon, type IconName } from '../Icon'
import styles from './index.module.scss'

interface Props {
  children?: ReactNode
  /** What it does. While a promise is open the button is busy and deaf. */
  onTap: () => Promise<unknown> | unknown
  kind?: 'primary' | 'soft' | 'line' | 'quiet' | 'danger'
  size?: 's' | 'm' | 'l'
  icon?: IconName
  wide?: boolean
  disabled?: boolean
  /** For tests and people who cannot see. */
  label?: string
  testId?: string
  className?: string
  failed?: (thrown: unknown) => void
}

/** Button does one thing at a time: a second tap while it works is not heard. */
export function Button({ children, onTap, kind = 'primary', size = 'm', icon, wide, disabled, label, testId, className = '', failed }: Props) {
  const [run, busy] = useGuard(onTap, failed)
  const off = disabled || busy
  return (
    <View
      id={testId}
      className={`${styles.button} ${styles[kind]} ${styles[size]} ${wide ? styles.wide : ''} ${off ? styles.off : ''} ${className}`}
      hoverClass={off ? 'none' : styles.pressed}
      role='button'
      aria-label={label}
      aria-disabled={off}
      onClick={(event) => {
        event.stopPropagation()
        if (!off) void run()
      }}
    >
      {busy ? <View className={styles.spin} /> : icon && <Icon name={icon} size={size === 's' ? 's' : 'm'} />}
      {children !== undefined && <View className={styles.text}>{children}</View>}
    </View>
  )
}
