// What a person does with the admin in a browser.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, resting } from '../../tools/browser.mjs'
import { findings } from '../../tools/axe.mjs'
import { login } from '../../tools/platform.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const shots = path.join(here, '.shots')
const patience = 15_000

/** The sizes that pages are looked at: a desk, a tablet, a phone. */
export const sizes = { desk: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } }

/** everyLook are the ways that pages are looked at: a desk and a tablet, light and dark, and a phone, which is opened as one. */
export const everyLook = [['a desk and a tablet, light and dark', { also: [{ size: 'tablet' }, { dark: true }] }], ['a phone', { size: 'phone' }]]

/** openDesk opens the admin at a size, light or dark. Pictures are taken in the looks of also too, which change one or the other of an
    open page: only a phone's screen is opened as one, since a browser behaves otherwise there. */
export async function openDesk(url, { size = 'desk', dark = false, also = [] } = {}) {
  fs.mkdirSync(shots, { recursive: true })
  const browser = await launch({ colorScheme: dark ? 'dark' : 'light', viewport: sizes[size], deviceScaleFactor: 1, hasTouch: size === 'phone', isMobile: size === 'phone' })
  const page = await browser.newPage()
  page.setDefaultTimeout(patience)
  const rests = resting(page)
  const problems = []
  /** Answers that a test brings about on purpose are no complaint of the browser's. */
  const forgiven = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !forgiven.some((part) => `${message.text()} ${message.location().url}`.includes(part))) problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  /** turn gives the open page another look. */
  const turn = async (look) => {
    await page.setViewportSize(sizes[look.size])
    await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' })
  }
  const seen = (selector) => page.locator(selector).filter({ visible: true })
  const words = (text) => page.getByText(text, { exact: false }).filter({ visible: true }).first()
  const desk = {
    page, problems, seen, words,
    forgive: (part) => forgiven.push(part),
    go: (target) => page.goto(`${url}/admin/${target.replace(/^\//, '')}`),
    sees: async (text) => { await words(text).waitFor() },
    tap: async (text) => { await page.getByRole('button', { name: text }).filter({ visible: true }).first().click() },
    tapWords: async (text) => { await words(text).click() },
    /** field finds a field by its label. */
    field: (label) => page.getByLabel(label, { exact: false }).filter({ visible: true }).first(),
    /** typesIn signs in where the login is, as a person does. */
    typesIn: async (username, password) => {
      await page.locator('#username').fill(username)
      await page.locator('#password').fill(password)
      await page.locator('button[type=submit]').click()
      await page.locator('.shell').waitFor()
    },
    /** signIn opens a page as somebody who signed in before. */
    signIn: async (username, password, next = '') => {
      const { accessToken, refreshToken, expiresIn } = await login(url, username, password)
      await page.route('**/admin/nothing', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }))
      await desk.go('nothing')
      await page.evaluate((kept) => localStorage.setItem('dajiu.admin.session', kept), JSON.stringify({ access: accessToken, refresh: refreshToken, expireAt: Date.now() + expiresIn * 1000 }))
      await desk.go(next)
      await page.locator('.shell').waitFor()
    },
    /** prove answers the question who one is, where it is asked. */
    prove: async (password) => {
      await page.locator('#proof-password').fill(password)
      await page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
      await page.locator('#proof-password').waitFor({ state: 'hidden' })
    },
    /** menu lists the pages that the menu offers. */
    menu: async () => {
      await page.locator('nav.menu a').first().waitFor()
      return page.locator('nav.menu a').evaluateAll((links) => links.map((a) => new URL(a.href).pathname.replace('/admin', '')))
    },
    /** shot takes pictures for people to look at, and notes what axe finds. */
    shot: async (name) => {
      const looks = [{ size, dark }, ...also.map((other) => ({ size, dark, ...other }))]
      for (const look of looks) {
        if (looks.length > 1) await turn(look)
        await rests()
        const called = `${name}${look.size === 'desk' ? '' : `-${look.size}`}${look.dark ? '-dark' : ''}`
        const coloursOnly = look.dark === true && !dark && look.size === size
        for (const found of await findings(page, { coloursOnly })) problems.push(`axe: ${called}: ${found}`)
        await page.screenshot({ path: path.join(shots, `${called}.png`) })
      }
      if (looks.length > 1) await turn(looks[0])
    },
    close: () => browser.close(),
  }
  return desk
}
