// A Chromium for the tools and tests here: Debian's, or the one that CHROMIUM names.
// Playwright is a package of the application that runs them, in whose folder npm starts.
import { createRequire } from 'node:module'
import path from 'node:path'

const { chromium } = createRequire(path.join(process.cwd(), 'package.json'))('playwright-core')

export const phone = { width: 390, height: 844 }

/** still returns once colours and sizes that were changed are there: they take a moment, and a busy machine longer. */
export const still = (page) => page.evaluate(async () => {
  await new Promise((drawn) => { requestAnimationFrame(drawn) })
  await Promise.allSettled(document.getAnimations().filter((a) => a instanceof CSSTransition).map((a) => a.finished))
})

let chromiums

/** launch opens a browser that knows nothing of the others: cookies, stores and caches are its own. Under all of them runs one Chromium,
    since starting one takes longer than most of what is done in it; it ends with the program. */
export async function launch(options = {}) {
  chromiums ??= chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return (await chromiums).newContext({ viewport: phone, deviceScaleFactor: 2, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
}
