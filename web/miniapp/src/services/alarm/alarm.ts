import Taro from '@tarojs/taro'
import { storage } from '../storage'

// The tones of what calls for a person: hertz and the second at which each begins.
const tunes = {
  /** A new order: three rising tones. */
  order: [[660, 0], [880, 0.16], [1175, 0.32]],
  /** A job is offered: two tones, twice. */
  offer: [[988, 0], [1319, 0.14], [988, 0.34], [1319, 0.48]],
  /** Something still waits: one soft tone. */
  nudge: [[740, 0]],
} as const

export type Tune = keyof typeof tunes

const toneSeconds = 0.22

type Sound = Pick<AudioContext, 'currentTime' | 'createOscillator' | 'createGain' | 'destination'> & { state?: string; resume?: () => Promise<void> }

let sound: Sound | null = null

function open(): Sound | null {
  if (sound) return sound
  try {
    sound = process.env.TARO_ENV === 'weapp' ? (Taro.createWebAudioContext() as unknown as Sound) : new window.AudioContext()
  } catch {
    return null // an old device is silent; it still vibrates
  }
  return sound
}

/** Whether this device rings. The person can mute it. */
export const ringing = () => storage.get('mute') === ''

export function setRinging(on: boolean): void {
  storage.set('mute', on ? null : '1')
}

/** Browsers let a page ring once the person touched it; before that they complain. */
const mayRing = () => process.env.TARO_ENV !== 'h5' || (navigator as { userActivation?: { hasBeenActive: boolean } }).userActivation?.hasBeenActive !== false

/** ring plays a tune and vibrates; muted, it vibrates. */
export function ring(tune: Tune): void {
  if (!mayRing()) return
  Taro.vibrateLong().catch(() => undefined)
  if (!ringing()) return
  const s = open()
  if (!s) return
  if (s.state === 'suspended') void s.resume?.().catch(() => undefined)
  for (const [hertz, at] of tunes[tune]) {
    const tone = s.createOscillator()
    const loud = s.createGain()
    const start = s.currentTime + at
    tone.frequency.value = hertz
    loud.gain.setValueAtTime(0.0001, start)
    loud.gain.exponentialRampToValueAtTime(0.5, start + 0.02)
    loud.gain.exponentialRampToValueAtTime(0.0001, start + toneSeconds)
    tone.connect(loud)
    loud.connect(s.destination)
    tone.start(start)
    tone.stop(start + toneSeconds)
  }
}
