import { describe, expect, it } from 'vitest'
import zh from '@/locales/zh-CN'
import en from '@/locales/en'

function keys(words: object, at = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' ? keys(value as object, `${at}${key}.`) : [`${at}${key}`])).sort()
}

const texts = (words: object): string[] => Object.values(words).flatMap((value) => (typeof value === 'object' ? texts(value as object) : [String(value)]))
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join()

describe('the words of both languages', () => {
  it('are for the same keys', () => {
    expect(keys(en)).toEqual(keys(zh))
  })

  it('have the same places for values', () => {
    const [inZh, inEn] = [places(zh), places(en)]
    expect(inEn).toEqual(inZh)
  })

  it('are not Chinese in English', () => {
    expect(texts(en).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
  })
})

/** places are the places for values in the words of each key. */
function places(words: object): Record<string, string> {
  const read = (key: string) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], words)
  return Object.fromEntries(keys(words).map((key) => [key, slots(String(read(key)))]))
}
