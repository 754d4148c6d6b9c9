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
    const inZh = Object.fromEntries(keys(zh).map((key, i) => [key, slots(ordered(zh)[i] ?? '')]))
    const inEn = Object.fromEntries(keys(en).map((key, i) => [key, slots(ordered(en)[i] ?? '')]))
    expect(inEn).toEqual(inZh)
  })

  it('are not Chinese in English', () => {
    expect(texts(en).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
  })
})

function ordered(words: object): string[] {
  const read = (key: string) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], words)
  return keys(words).map((key) => String(read(key)))
}
