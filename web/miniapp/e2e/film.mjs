// Frames of a film: the three phones side by side, at one moment.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from '../../tools/browser.mjs'
import { shrink } from './palette.mjs'

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '.shots/film')
const names = { customer: '顾客', merchant: '门店', courier: '骑手' }

export class Film {
  /** The first frame's number: several films make one. */
  constructor({ customer, merchant, courier }, first = 1) {
    this.phones = { customer, merchant, courier }
    this.count = first - 1
    fs.mkdirSync(folder, { recursive: true })
  }

  async frame(name, caption) {
    this.browser ??= await launch({ viewport: { width: 996, height: 780 }, deviceScaleFactor: 1 })
    const shots = await Promise.all(Object.entries(this.phones).map(async ([role, phone]) => {
      await phone.page.waitForTimeout(500) // motion ends
      return { role, picture: (await phone.page.screenshot()).toString('base64') }
    }))
    const page = await this.browser.newPage()
    await page.setContent(`<style>
      body { margin: 0; background: #2a1a11; color: #f8ead6; font: 600 19px "Noto Sans CJK SC", sans-serif; }
      p { margin: 0; padding: 15px 24px 0; height: 44px; } b { color: #e7b06c; margin-right: 12px; }
      main { display: flex; gap: 18px; padding: 6px 24px; } figure { margin: 0; }
      img { display: block; width: 304px; border-radius: 24px; } figcaption { font-size: 14px; font-weight: 400; text-align: center; padding-top: 8px; color: #c5ae92; }
    </style><p><b>${++this.count}</b>${caption}</p><main>${shots.map((s) => `<figure><img src="data:image/png;base64,${s.picture}"><figcaption>${names[s.role]}</figcaption></figure>`).join('')}</main>`)
    const picture = await page.screenshot()
    await page.close()
    fs.writeFileSync(path.join(folder, `${String(this.count).padStart(2, '0')}-${name}.png`), shrink(picture))
  }

  close() { return this.browser?.close() }
}
