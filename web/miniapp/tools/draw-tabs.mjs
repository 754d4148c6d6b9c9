// Draws src/assets/tab/*.png: the tab bars of WeChat and of Taro's h5 take pictures only. Run by hand when an icon changes.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from '../../tools/browser.mjs'

const to = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/assets/tab')
const quiet = '#8a7d70'
const lively = '#c0682a'

const icons = {
  home: ['<path d="M8 22.5 24 9l16 13.5V38a2.5 2.5 0 0 1-2.5 2.5h-27A2.5 2.5 0 0 1 8 38z"/>', '<path d="M24 20.5c3.6 4.3 5.2 6.7 5.2 9a5.2 5.2 0 0 1-10.4 0c0-2.3 1.6-4.7 5.2-9z"/>'],
  category: ['<path d="M20 7h8v9.5c0 2.4 5 4.4 5 9.5v12.5a3 3 0 0 1-3 3H18a3 3 0 0 1-3-3V26c0-5.1 5-7.1 5-9.5z"/>', '<path d="M15 27h18v8H15z"/>'],
  cart: ['<path d="M9 17h30l-2.6 20.6a3 3 0 0 1-3 2.6H14.6a3 3 0 0 1-3-2.6z"/><path d="M17 17v-2.5a7 7 0 0 1 14 0V17"/>', '<path d="M18 24.5a6 6 0 0 0 12 0"/>'],
  mine: ['<circle cx="24" cy="16.5" r="7.5"/><path d="M9.5 40.5c0-7.5 6.5-12 14.5-12s14.5 4.5 14.5 12z"/>', ''],
}

function svg([body, detail], on) {
  const stroke = on ? lively : quiet
  const inner = on ? 'fill="#fff3e2" stroke="#fff3e2"' : `fill="none" stroke="${stroke}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 48 48" stroke-width="2.8" stroke-linejoin="round" stroke-linecap="round">
    <g fill="${on ? lively : 'none'}" stroke="${stroke}">${body}</g><g ${inner} stroke-width="2.2">${detail}</g></svg>`
}

const browser = await launch({ viewport: { width: 96, height: 96 }, deviceScaleFactor: 1 })
const page = await browser.newPage()
fs.mkdirSync(to, { recursive: true })
for (const [name, shapes] of Object.entries(icons)) {
  for (const on of [false, true]) {
    await page.setContent(`<style>body{margin:0;background:transparent}svg{display:block}</style>${svg(shapes, on)}`)
    await page.screenshot({ path: path.join(to, `${name}${on ? '-on' : ''}.png`), omitBackground: true })
  }
}
process.exit(0)
