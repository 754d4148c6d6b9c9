import { View } from '@tarojs/components'
import { shapes, type IconName } from './shapes'
import styles from './index.module.scss'

export type { IconName }

const drawn = new Map<IconName, string>()

function mask(name: IconName): string {
  const known = drawn.get(name)
  if (known) return known
  const shape: string = shapes[name]
  const filled = shape.startsWith('!')
  const paint = filled ? "fill='#000'" : "fill='none' stroke='#000' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'"
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' ${paint}><path d='${filled ? shape.slice(1) : shape}'/></svg>`
  const url = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
  drawn.set(name, url)
  return url
}

interface Props { name: IconName; size?: 's' | 'm' | 'l' | 'xl'; className?: string }

/** Icon is drawn in the colour of the text around it. */
export function Icon({ name, size = 'm', className = '' }: Props) {
  const image = mask(name)
  return <View aria-hidden className={`${styles.icon} ${styles[size]} ${className}`} style={{ WebkitMaskImage: image, maskImage: image }} />
}
