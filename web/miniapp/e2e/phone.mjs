// What a person does with the mini-program in a browser of a phone's size.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from '../../tools/browser.mjs'
import { findings } from '../../tools/axe.mjs'

const shots = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '.shots')
const patience = 15_000

export async function openPhone(url, { dark = false } = {}) {
  fs.mkdirSync(shots, { recursive: true })
  const browser = await launch({ colorScheme: dark ? 'dark' : 'light', hasTouch: true, isMobile: true })
  const page = browser.pages()[0] ?? await browser.newPage()
  page.setDefaultTimeout(patience)
  const problems = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  let loads = 0
  page.on('load', () => { loads++ })
  // Pages that were left stay in the document, hidden: only what can be seen is meant.
  const seen = (selector) => page.locator(selector).filter({ visible: true })
  const words = (text) => page.getByText(text, { exact: false }).filter({ visible: true }).first()
  return {
    page, problems, seen, words,
    loads: () => loads,
    tap: async (selector) => { await seen(selector).last().click() },
    tapWords: async (text) => { await words(text).click() },
    label: async (text) => { await seen(`[aria-label="${text}"]`).last().click() },
    sees: async (text) => { await words(text).waitFor() },
    fill: async (selector, text) => { await seen(`${selector} input`).last().fill(text) },
    /** shot takes a picture of the page for people to look at, and notes what axe finds on it. */
    shot: async (name) => {
      await page.waitForTimeout(450)
      for (const found of await findings(page)) problems.push(`axe: ${name}${dark ? ' in the dark' : ''}: ${found}`)
      await page.screenshot({ path: path.join(shots, `${name}${dark ? '-dark' : ''}.png`) })
    },
    go: (target) => page.goto(`${url}/m/${target}`),
    /** slow makes every answer wait, and what is sent trickle: milliseconds, and kilobytes a second. */
    slow: async (latency, kilobytes) => {
      const tools = await browser.newCDPSession(page)
      await tools.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: kilobytes * 1024, uploadThroughput: kilobytes * 1024 })
    },
    fast: async () => {
      const tools = await browser.newCDPSession(page)
      await tools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    },
    close: () => browser.close(),
  }
}
