import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import { address } from '@/services'
import { Icon } from '../Icon'
import styles from './index.module.scss'

interface Props { src: string; /** What it shows, where no words beside it say so. */ label?: string; mode?: 'aspectFill' | 'aspectFit'; className?: string }

/** In h5 the name belongs to the picture inside Taro's element. */
const named = (label = '') => (process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: label } } : { 'aria-label': label })

/** Picture is loaded when it comes near the screen, over a quiet ground; what cannot be loaded shows a bottle's drop. */
export function Picture({ src, label, mode = 'aspectFill', className = '' }: Props) {
  const [state, setState] = useState<'loading' | 'shown' | 'missing'>(src ? 'loading' : 'missing')
  return (
    <View className={`${styles.picture} ${className}`}>
      {state === 'missing'
        ? <View className={styles.missing}><Icon name='drop' size='l' /></View>
        : (
          <Image
            {...named(label)}
            className={`${styles.image} ${state === 'shown' ? styles.shown : ''}`} src={address(src)} mode={mode} lazyLoad
            onLoad={() => setState('shown')} onError={() => setState('missing')}
          />
        )}
    </View>
  )
}
