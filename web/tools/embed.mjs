// Puts a browser build where the Go program embeds it, each file also compressed: node embed.mjs <build> <target>
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

const [from, to] = process.argv.slice(2).map((p) => path.resolve(p))
if (!from || !to || !fs.existsSync(path.join(from, 'index.html'))) {
  console.error('usage: embed.mjs <folder with index.html> <target>')
  process.exit(2)
}

const walk = (dir) => fs.readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(path.join(dir, e.name)) : [path.join(dir, e.name)]))
const packs = new Set(['.html', '.js', '.css', '.svg', '.json'])

const fresh = `${to}.fresh`
fs.rmSync(fresh, { recursive: true, force: true })
for (const file of walk(from)) {
  // Notices of libraries stay: their licences ask for it. Maps are for developers.
  if (file.endsWith('.map')) continue
  const target = path.join(fresh, path.relative(from, file))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  const body = fs.readFileSync(file)
  fs.writeFileSync(target, body)
  if (!packs.has(path.extname(file)) || body.length < 600) continue
  fs.writeFileSync(`${target}.gz`, zlib.gzipSync(body, { level: 9 }))
  fs.writeFileSync(`${target}.br`, zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } }))
}
// In one step, so that a Go build beside this one sees the old files or the new.
fs.rmSync(to, { recursive: true, force: true })
fs.renameSync(fresh, to)
