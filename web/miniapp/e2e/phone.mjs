// What a person does with the mini-program in a browser of a phone's size.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, resting } from '../../tools/browser.mjs'
import { findings } from '../../tools/axe.mjs'

const shots = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '.shots')
const patience = 15_000

/** openPhone opens the mini-program. Pictures are taken in light, and with both in the dark too, which an open page follows as it does
    the phone. */
export async function openPhone(url, { both = false } = {}) {
  fs.mkdirSync(shots, { recursive: true })
  const browser = await launch({ colorScheme: 'light', hasTouch: true, isMobile: true })
  const page = await browser.newPage()
  page.setDefaultTimeout(patience)
  const rests = resting(page)
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
    /** shot takes pictures of the page for people to look at, and notes what axe finds on it. */
    shot: async (name) => {
      for (const scheme of both ? ['light', 'dark'] : ['light']) {
        if (both) await page.emulateMedia({ colorScheme: scheme })
        await rests()
        const called = `${name}${scheme === 'dark' ? '-dark' : ''}`
        for (const found of await findings(page, { coloursOnly: scheme === 'dark' })) problems.push(`axe: ${called}: ${found}`)
        await page.screenshot({ path: path.join(shots, `${called}.png`), scale: 'css' })
      }
      if (both) await page.emulateMedia({ colorScheme: 'light' })
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
