// A person's way through the mini-program, in a browser of a phone's size, against the real program.
// E2E_URL uses a running one; ONLY=<word> runs the tests whose name has it. Pictures of every page lie in e2e/.shots.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { start } from '../../tools/platform.mjs'
import { openPhone } from './phone.mjs'

const platform = await start()
const env = await (await fetch(`${platform.url}/m/env.json`)).json()
const world = { url: platform.url, env, person: (role, nth = 0) => env.people.filter((p) => p.role === role)[nth], openPhone: (options) => openPhone(platform.url, options) }

const files = readdirSync(new URL('.', import.meta.url)).filter((f) => f.endsWith('.e2e.mjs')).sort()
const tests = (await Promise.all(files.map((f) => import(`./${f}`)))).flatMap((m) => Object.entries(m.tests))
let failed = 0
for (const [name, test] of tests.filter(([n]) => !process.env.ONLY || n.includes(process.env.ONLY))) {
  const began = Date.now()
  const open = []
  try {
    await test({ ...world, openPhone: async (options) => {
      const phone = await world.openPhone(options)
      open.push(phone)
      return phone
    } })
    const problems = open.flatMap((phone) => phone.problems)
    assert.ok(problems.length === 0, `the browser complains:\n${problems.join('\n')}`)
    console.log(`ok    ${name} (${Date.now() - began} ms)`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${name}\n${error.stack}`)
    for (const [i, phone] of open.entries()) await phone.shot(`failed-${failed}-${i}`).catch(() => undefined)
  } finally {
    for (const phone of open) await phone.close()
  }
}
await platform.stop()
process.exit(failed > 0 ? 1 : 0)
