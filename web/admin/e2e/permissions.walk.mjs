// Each role's way through all pages: it finds its pages and no other, its pages ask for nothing that it is refused, and the
// server refuses it what the other pages ask for. `make walk-admin` prints the table.
import assert from 'node:assert/strict'
import fs from 'node:fs'

/** business are the calls of staff's work, as opposed to what belongs to whoever signs in. */
const business = (call) => /^\/v1\/(admin|merchant)\//.test(call.pathname)

const listen = (page) => {
  const heard = []
  page.on('response', (answer) => {
    const { pathname, search } = new URL(answer.url())
    if (pathname.startsWith('/v1/') && answer.request().method() === 'GET') heard.push({ path: pathname + search, pathname, status: answer.status() })
  })
  return heard
}

/** visit opens a page by its address and tells what is on it once it is calm. */
async function visit(desk, heard, path) {
  heard.length = 0
  await desk.go(path)
  await desk.page.locator('.content h1, .content .el-result, .content .el-empty').first().waitFor()
  await desk.page.waitForLoadState('networkidle').catch(() => undefined)
  const forbidden = await desk.page.getByText('没有权限查看此页').filter({ visible: true }).count() > 0
  const buttons = await desk.page.locator('.content button:visible, .content a.el-button:visible').evaluateAll((all) => [...new Set(all.map((b) => (b.getAttribute('aria-label') || b.textContent || '').trim()).filter(Boolean))])
  return { forbidden, buttons, asked: [...heard] }
}

async function walk(openDesk, person, paths) {
  const desk = await openDesk()
  const heard = listen(desk.page)
  await desk.signIn(person.username, person.password)
  const menu = await desk.menu()
  const found = new Map()
  for (const path of paths ?? menu) found.set(path, await visit(desk, heard, path))
  const token = await desk.page.evaluate(() => JSON.parse(localStorage.getItem('dajiu.admin.session')).access)
  await desk.close()
  return { menu, found, token }
}

export const tests = {
  'each role finds its pages and no other, is refused nothing on them, and is refused what is on the others': async ({ openDesk, env, url }) => {
    const boss = await walk(openDesk, env.people.find((p) => p.username === 'admin'))
    const manager = await walk(openDesk, env.people.find((p) => p.username.endsWith('.manager')))
    const every = [...new Set([...boss.menu, ...manager.menu])]
    const asked = new Map([...manager.found, ...boss.found].map(([path, page]) => [path, page.asked.filter((call) => call.status === 200 && business(call))]))
    const lines = ['| Role | Pages | Closed to it | Calls of those, of which the server refuses | Buttons on its pages (the administrator has) |', '|---|---|---|---|---|']
    for (const person of env.people) {
      const { menu, found, token } = person.username === 'admin' ? boss : await walk(openDesk, person, every)
      const mine = every.filter((path) => menu.includes(path))
      const others = every.filter((path) => !menu.includes(path))
      let [calls, refused] = [0, 0]
      for (const path of mine) {
        const page = found.get(path)
        assert.equal(page.forbidden, false, `${person.username} has ${path} in the menu, and may not open it`)
        assert.deepEqual(page.asked.filter((call) => call.status === 403), [], `${person.username} is refused on ${path}, which is theirs`)
      }
      for (const path of others) {
        const page = found.get(path)
        assert.equal(page.forbidden, true, `${person.username} has not ${path} in the menu, and may open it by its address`)
        assert.deepEqual(page.asked.filter(business), [], `${path} asks the server for ${person.username}, who may not see it`)
        const answers = await Promise.all((asked.get(path) ?? []).map((call) => fetch(url + call.path, { headers: { authorization: `Bearer ${token}` } })))
        calls += answers.length
        refused += answers.filter((answer) => answer.status === 403).length
      }
      // Some of it is theirs after all, such as a list of categories to choose from; that each call has its permission, the walk of the API proves.
      assert.ok(calls === 0 || refused > 0, `the server answers ${person.username} all that the other pages ask for`)
      const count = (from, paths) => paths.reduce((sum, path) => sum + (from.get(path)?.buttons.length ?? 0), 0)
      const theirs = mine.filter((path) => boss.found.has(path))
      for (const path of theirs) {
        const surplus = found.get(path).buttons.filter((name) => !boss.found.get(path).buttons.includes(name) && /新建|删除|停用|启用|通过|驳回|发布|下架|导出|批量/.test(name))
        if (person.note.includes('门店') || person.note.startsWith('店')) continue
        assert.deepEqual(surplus, [], `${person.username} has acts on ${path} that the administrator has not`)
      }
      lines.push(`| ${person.note} | ${mine.length} | ${others.length} | ${calls}, ${refused} | ${count(found, theirs)} (${count(boss.found, theirs)}) |`)
    }
    console.log(lines.map((line) => `      ${line}`).join('\n'))
    fs.writeFileSync(new URL('.shots/permissions.md', import.meta.url), `${lines.join('\n')}\n`)
  },
}
