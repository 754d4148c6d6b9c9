// What a browser loads before the first page's own code, compressed: node tools/sizes.mjs dist
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

const limitKB = 350
const dist = path.resolve(process.argv[2] ?? 'dist')
const assets = path.join(dist, 'assets')
const gzip = (file) => zlib.gzipSync(fs.readFileSync(path.join(assets, file)), { level: 9 }).length / 1024

/** The scripts that index.html names, and what they import before they run. */
function first() {
  const html = fs.readFileSync(path.join(dist, 'index.html'), 'utf8')
  const open = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map((m) => m[1])
  const seen = new Set()
  while (open.length > 0) {
    const file = open.pop()
    if (seen.has(file)) continue
    seen.add(file)
    const code = fs.readFileSync(path.join(assets, file), 'utf8')
    open.push(...[...code.matchAll(/(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)].map((m) => m[1]))
  }
  return [...seen]
}

const entry = first()
const rows = fs.readdirSync(assets).filter((file) => file.endsWith('.js')).map((file) => ({ file, size: gzip(file), first: entry.includes(file) }))
const total = (list) => list.reduce((sum, row) => sum + row.size, 0)
const loaded = rows.filter((row) => row.first).sort((a, b) => b.size - a.size)
for (const row of loaded) console.log(`${row.size.toFixed(1).padStart(8)} kB  ${row.file}`)
console.log(`${total(loaded).toFixed(1).padStart(8)} kB  first load, gzip (limit ${limitKB})`)
for (const row of rows.filter((r) => !r.first).sort((a, b) => b.size - a.size).slice(0, 8)) console.log(`${row.size.toFixed(1).padStart(8)} kB  later: ${row.file}`)
console.log(`${total(rows).toFixed(1).padStart(8)} kB  all scripts`)
process.exit(total(loaded) > limitKB ? 1 : 0)
