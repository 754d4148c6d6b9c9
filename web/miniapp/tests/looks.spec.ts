// The design language can be read: WCAG's contrast of 4.5 for every text on every ground that it may stand on, day and night.
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../src')
const tokens = ['schemes', 'tokens'].map((name) => fs.readFileSync(path.join(root, `styles/${name}.scss`), 'utf8')).join('\n')

type Tokens = Readonly<Record<string, string>>
const read = (block: RegExp): Tokens => Object.fromEntries([...(block.exec(tokens)?.[1] ?? '').matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value] as const))
const both = read(/\n\.dj \{(.*?)\n\}/s)
const schemes = { light: { ...both, ...read(/@mixin light \{(.*?)\n\}/s) }, dark: { ...both, ...read(/@mixin dark \{(.*?)\n\}/s) } }

/** The colours of a token: one, or those at the stops of its gradient. */
function colours(scheme: Tokens, name: string): string[] {
  const found = scheme[name]?.match(/#[0-9a-f]{6}/g)
  if (!found) throw new Error(`there is no colour ${name}`)
  return found
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['canvas', 'surface', 'surface-2', 'sunken']
const pairs: [text: string, on: string[]][] = [
  ['ink', grounds], ['ink-2', grounds], ['ink-3', [...grounds, 'brand-soft']], ['brand', [...grounds, 'brand-soft']], ['price', grounds],
  ['good', [...grounds, 'good-soft']], ['warn', [...grounds, 'warn-soft']], ['bad', [...grounds, 'bad-soft']],
  ['on-brand', ['brand-grad', 'brand', 'price', 'good']],
  ['on-night', ['night-grad', 'emblem-grad']], ['on-night-2', ['night-grad']], ['on-night-brand', ['night-grad']],
  ['on-night-good', ['night-grad']], ['on-night-bad', ['night-grad']], ['on-picture', ['wechat-deep']],
]

describe.each(Object.entries(schemes))('in the %s', (_name, scheme) => {
  it.each(pairs)('%s can be read on its grounds', (text, on) => {
    for (const ground of on) {
      for (const a of colours(scheme, text)) for (const b of colours(scheme, ground)) expect(contrast(a, b), `${text} ${a} on ${ground} ${b}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

it('no page draws words in a colour of its own', () => {
  const sheets = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.module.scss'))
  expect(sheets.length).toBeGreaterThan(30)
  const own = sheets.flatMap((f) => [...fs.readFileSync(path.join(root, f), 'utf8').matchAll(/(?<![-\w])color: (?!var\(|inherit|currentColor|transparent)[^;]+/g)].map(([rule]) => `${f}: ${rule}`))
  expect(own).toEqual([])
})
