// A Chromium for the tools and tests here: Debian's, or the one that CHROMIUM names. The one without windows of its own does the same
// in a fifth less time; older Debians have only the whole.
// Playwright is a package of the application that runs them, in whose folder npm starts.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const { chromium } = createRequire(path.join(process.cwd(), 'package.json'))('playwright-core')

export const phone = { width: 390, height: 844 }

/** resting returns a function that waits until a page rests: what it asked for is there, nothing in it was changed for a moment, and
    what moves has arrived. Where something always changes, it waits no longer than a second or two. */
export function resting(page) {
  const asked = new Set()
  page.on('request', (request) => { if (['fetch', 'xhr', 'image', 'script', 'stylesheet'].includes(request.resourceType())) asked.add(request) })
  for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => { asked.delete(request) })
  page.on('framenavigated', (frame) => { if (frame === page.mainFrame()) asked.clear() })
  return async () => {
    const until = Date.now() + 2000
    do await page.evaluate(stands)
    while (asked.size > 0 && Date.now() < until)
  }
}

/** stands runs in a page. */
async function stands() {
  const calm = 120
  const most = 1000
  const bounded = (promise) => Promise.race([promise, new Promise((over) => { setTimeout(over, most) })])
  const ends = (a) => a.effect?.getComputedTiming().endTime !== Infinity && a.playState === 'running'
  const settled = async () => {
    await new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) })
    await Promise.allSettled(document.getAnimations().filter(ends).map((a) => a.finished))
  }
  await bounded(settled())
  await bounded(new Promise((rests) => {
    let timer = setTimeout(rests, calm)
    const watch = new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(() => { watch.disconnect(); rests() }, calm)
    })
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  }))
  await bounded(settled())
}

const program = process.env.CHROMIUM || ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((file) => existsSync(file))
let chromiums

/** launch opens a browser that knows nothing of the others: cookies, stores and caches are its own. Under all of them runs one Chromium,
    since starting one takes longer than most of what is done in it; it ends with the program. */
export async function launch(options = {}) {
  chromiums ??= chromium.launch({
    executablePath: program,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return (await chromiums).newContext({ viewport: phone, deviceScaleFactor: 2, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
}
