// Checks a weapp build without WeChat's tools: node weapp-check.mjs <dist>
// Every page and component is there, WeChat's own compilers accept every WXML and WXSS, every script is ES2018, the sizes
// are within the budget, and each page runs against a mock of wx and draws something.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as acorn from 'acorn'
import { runPages } from './weapp-run.mjs'

const kB = 1024
const mB = 1024 * kB
const budget = { main: 1.5 * mB, part: 2 * mB, all: 20 * mB, tabIcon: 40 * kB }

const dist = path.resolve(process.argv[2] ?? 'dist/weapp')
const here = path.dirname(fileURLToPath(import.meta.url))
let passed = 0
const failures = []
const check = (ok, what) => {
  if (ok) passed++
  else failures.push(what)
}

const walk = (dir) => fs.readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(path.join(dir, e.name)) : [path.join(dir, e.name)]))
const files = walk(dist).map((f) => path.relative(dist, f))
const has = new Set(files)
const read = (f) => fs.readFileSync(path.join(dist, f), 'utf8')
const size = (f) => fs.statSync(path.join(dist, f)).size
const app = JSON.parse(read('app.json'))
const parts = app.subPackages ?? app.subpackages ?? []
const pages = [...app.pages, ...parts.flatMap((s) => s.pages.map((p) => `${s.root}/${p}`))]

function checkApp() {
  for (const page of pages) for (const ending of ['js', 'json', 'wxml']) check(has.has(`${page}.${ending}`), `${page}.${ending} is missing`)
  for (const tab of app.tabBar?.list ?? []) {
    check(app.pages.includes(tab.pagePath), `tab ${tab.pagePath} is not in the main package`)
    for (const icon of [tab.iconPath, tab.selectedIconPath]) check(has.has(icon) && size(icon) <= budget.tabIcon, `${icon} is missing or too large`)
  }
  for (const [page, rule] of Object.entries(app.preloadRule ?? {})) {
    check(pages.includes(page), `preloadRule of ${page}, which is no page`)
    for (const name of rule.packages) check(parts.some((s) => s.root === name || s.name === name), `preloadRule names ${name}, which is no package`)
  }
  for (const file of files.filter((f) => f.endsWith('.json'))) {
    for (const [name, target] of Object.entries(JSON.parse(read(file)).usingComponents ?? {})) {
      const at = path.join(target.startsWith('/') ? '' : path.dirname(file), target).replace(/^\//, '')
      check(has.has(`${at}.json`), `${file}: component ${name} is not at ${target}`)
    }
  }
  const theme = app.themeLocation ? JSON.parse(read(app.themeLocation)) : {}
  for (const name of JSON.stringify(app).match(/"@\w+"/g) ?? []) for (const scheme of ['light', 'dark']) check(theme[scheme]?.[name.slice(2, -1)], `${name} has no ${scheme} colour`)
}

function checkSizes() {
  const sums = Object.fromEntries([['main', 0], ...parts.map((s) => [s.root, 0])])
  for (const file of files) sums[parts.find((s) => file.startsWith(`${s.root}/`))?.root ?? 'main'] += size(file)
  const all = Object.values(sums).reduce((a, b) => a + b, 0)
  for (const [name, sum] of Object.entries(sums)) check(sum <= (name === 'main' ? budget.main : budget.part), `${name} has ${Math.round(sum / kB)} kB`)
  check(all <= budget.all, `the whole has ${Math.round(all / kB)} kB`)
  console.log(Object.entries({ ...sums, all }).map(([name, sum]) => `${name} ${Math.round(sum / kB)} kB`).join(' · '))
}

/** compile runs one of WeChat's compilers, which npm's miniprogram-compiler ships for Linux. */
function compile(name, args) {
  const tool = walk(path.resolve(here, '../node_modules/miniprogram-compiler')).find((f) => path.basename(f) === name && /linux/i.test(f))
    ?? walk(path.resolve(here, '../node_modules/miniprogram-compiler')).find((f) => path.basename(f) === name)
  if (!tool) return `${name} is not in miniprogram-compiler`
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dajiu-wx-'))
  try {
    const bin = path.join(scratch, name)
    fs.copyFileSync(tool, bin)
    fs.chmodSync(bin, 0o755)
    execFileSync(bin, args, { cwd: dist, stdio: 'pipe', maxBuffer: 1 << 28 })
    return ''
  } catch (error) {
    return String(error.stderr || error.message).slice(0, 2000)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

function checkSources() {
  for (const file of files.filter((f) => f.endsWith('.js'))) {
    try {
      acorn.parse(read(file), { ecmaVersion: 2018, sourceType: 'script' })
      passed++
    } catch (error) {
      failures.push(`${file} is not ES2018: ${error.message}`)
    }
  }
}

checkApp()
checkSizes()
checkSources()
const drawn = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'dajiu-wcc-')), 'wxml.js')
const wxml = compile('wcc', ['-d', '-o', drawn, ...files.filter((f) => /\.(wxml|wxs)$/.test(f))])
check(wxml === '', `wcc: ${wxml}`)
const wxss = compile('wcsc', ['-lc', '-o', '/dev/null', ...files.filter((f) => f.endsWith('.wxss'))])
check(wxss === '', `wcsc: ${wxss}`)
if (wxml === '') await runPages({ dist, pages, drawn, check })
fs.rmSync(path.dirname(drawn), { recursive: true, force: true })
for (const failure of failures) console.error(`FAIL ${failure}`)
console.log(`${passed} checks passed, ${failures.length} failed`)
process.exit(failures.length > 0 ? 1 : 0)
