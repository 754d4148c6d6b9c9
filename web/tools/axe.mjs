// What axe-core finds on the page as it stands: parts that some people cannot see, reach or understand.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const source = fs.readFileSync(createRequire(path.join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8')
const grave = ['serious', 'critical']

/** findings lists what is serious or critical, a line for each part of the page. Where only its colours are others than a moment ago, only
    they are looked at. */
export async function findings(page, { coloursOnly = false } = {}) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(source)
  const { violations } = await page.evaluate((only) => window.axe.run(document, { resultTypes: ['violations'], preload: false, ...only }), coloursOnly ? { runOnly: ['color-contrast'] } : {})
  return [...new Set(violations.filter((v) => grave.includes(v.impact)).flatMap((v) => v.nodes.map((n) => {
    const why = [...n.any, ...n.all, ...n.none].map((c) => c.message)[0] ?? v.help
    return `${v.id}: ${n.html.slice(0, 160)} — ${why.slice(0, 200)}`
  })))]
}
