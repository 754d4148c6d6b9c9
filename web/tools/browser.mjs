// A Chromium for the tools and tests here: Debian's, or the one that CHROMIUM names.
// Playwright is a package of the application that runs them, in whose folder npm starts.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const { chromium } = createRequire(path.join(process.cwd(), 'package.json'))('playwright-core')

export const phone = { width: 390, height: 844 }

const profiles = []

// Chromium may still be writing when it says that it closed: its folders go at the end.
process.on('exit', () => {
  for (const profile of profiles) {
    try {
      fs.rmSync(profile, { recursive: true, force: true })
    } catch {
      // A folder of the system's temporary files that stays behind.
    }
  }
})

export async function launch(options = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'dajiu-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    viewport: phone,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ...options,
  })
  profiles.push(profile)
  return context
}
