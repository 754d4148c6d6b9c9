// People's ways through the admin, in a browser, against the real program.
// E2E_URL uses a running one; ONLY=<word> runs the tests whose name has it;
// SUITE=walk takes every role through every page instead, SUITE=tour makes the pictures of docs/admin-tour.md: some minutes each.
// Pictures of every page lie in e2e/.shots.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { staff, start } from '../../tools/platform.mjs'
import { openDesk } from './desk.mjs'

const suite = process.env.SUITE ?? 'e2e'
const platform = await start(suite === 'tour' ? { pastOrders: 3000, today: true } : { pastOrders: 600 })
const env = await (await fetch(`${platform.url}/admin/env.json`)).json()
const password = env.people[0].password

const files = readdirSync(new URL('.', import.meta.url)).filter((f) => f.endsWith(`.${suite}.mjs`)).sort()
const tests = (await Promise.all(files.map((f) => import(`./${f}`)))).flatMap((m) => Object.entries(m.tests))
let failed = 0
for (const [name, test] of tests.filter(([n]) => !process.env.ONLY || n.includes(process.env.ONLY))) {
  const began = Date.now()
  const open = []
  try {
    await test({
      url: platform.url, env, password,
      /** api calls the platform as a member of staff, to bring about what a page is to show. */
      api: (username) => staff(platform.url, username, password),
      openDesk: async (options) => {
        const desk = await openDesk(platform.url, options)
        open.push(desk)
        return desk
      },
    })
    const problems = open.flatMap((desk) => desk.problems)
    assert.ok(problems.length === 0, `the browser complains:\n${problems.join('\n')}`)
    console.log(`ok    ${name} (${Date.now() - began} ms)`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${name}\n${error.stack}`)
    for (const [i, desk] of open.entries()) await desk.shot(`failed-${failed}-${i}`).catch(() => undefined)
  } finally {
    for (const desk of open) await desk.close()
  }
}
await platform.stop()
process.exit(failed > 0 ? 1 : 0)
