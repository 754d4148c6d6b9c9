import assert from 'node:assert/strict'

export const tests = {
  'whoever opens a page without having signed in comes back to it afterwards, and the palette leads on': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.go('audit')
    await desk.sees('演示账号')
    await desk.shot('login')
    await desk.typesIn('admin', password)
    await desk.page.waitForURL(/\/admin\/audit$/)
    await desk.page.keyboard.press('Control+k')
    await desk.page.keyboard.type('sjrz')
    await desk.sees('审计日志')
    await desk.shot('palette')
    await desk.page.keyboard.press('Escape')
    await desk.tap('语言')
    await desk.page.getByRole('menuitem', { name: 'English' }).click()
    await desk.sees('Audit log')
    await desk.shot('audit-en')
  },

  'a wrong password is told as such, and a session that ended leads to the login in every window': async ({ openDesk, password, url }) => {
    const desk = await openDesk()
    desk.forgive('/v1/auth/staff:login')
    await desk.go('login')
    await desk.page.locator('#username').fill('admin')
    await desk.page.locator('#password').fill('nicht-das-wort')
    await desk.page.locator('button[type=submit]').click()
    await desk.sees('账号或密码不正确')
    await desk.typesIn('admin', password)
    await desk.go('audit')
    await desk.page.locator('.el-table__row').first().waitFor()
    const other = await desk.page.context().newPage()
    await other.goto(`${url}/admin/audit`)
    await other.locator('.el-table__row').first().waitFor()
    await desk.page.locator('.person').click()
    await desk.page.getByRole('menuitem', { name: '退出登录' }).click()
    await desk.page.waitForURL(/login/)
    await other.waitForURL(/login/)
    assert.equal(await other.evaluate(() => localStorage.getItem('dajiu.admin.session')), null)
  },

  'on a tablet and a phone, light and dark, the menu is a drawer and nothing is lost': async ({ openDesk, password }) => {
    for (const options of [{ size: 'tablet', also: [{ dark: true }] }, { size: 'phone', also: [{ dark: true }] }]) {
      const desk = await openDesk(options)
      await desk.signIn('admin', password, '/audit')
      await desk.page.locator('.el-table__row, .cards li').first().waitFor()
      await desk.shot('audit')
      await desk.page.getByRole('button', { name: '打开菜单' }).click()
      await desk.page.locator('.el-drawer nav.menu a').first().waitFor()
      await desk.shot('menu')
    }
  },

  'the first page can be worked with within two seconds': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('admin', password, '/audit')
    await desk.page.locator('.el-table__row').first().waitFor()
    await desk.page.reload({ waitUntil: 'commit' })
    await desk.page.locator('.el-table__row').first().waitFor()
    const took = await desk.page.evaluate(() => Math.round(performance.now()))
    console.log(`      the audit log, loaded anew, has its rows after ${took} ms`)
  },
}
