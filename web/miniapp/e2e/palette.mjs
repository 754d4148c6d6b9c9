// PNG with a palette of 256 colours: a picture of pages needs no more, and takes a third of the room.
import zlib from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

function chunks(png) {
  const found = {}
  const data = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') data.push(body)
    else found[type] = body
    at += 12 + length
  }
  return { head: found.IHDR, data: zlib.inflateSync(Buffer.concat(data)) }
}

const paeth = (a, b, c) => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

/** pixels undoes the filters of an 8-bit RGB or RGBA picture. */
function pixels({ head, data }) {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const bytes = { 2: 3, 6: 4 }[head[9]]
  if (head[8] !== 8 || !bytes || head[12] !== 0) throw new Error('palette: not a plain 8-bit picture')
  const row = width * bytes
  const out = Buffer.alloc(row * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (row + 1)]
    for (let x = 0; x < row; x++) {
      const raw = data[y * (row + 1) + 1 + x]
      const a = x >= bytes ? out[y * row + x - bytes] : 0
      const b = y > 0 ? out[(y - 1) * row + x] : 0
      const c = x >= bytes && y > 0 ? out[(y - 1) * row + x - bytes] : 0
      const add = [0, a, b, (a + b) >> 1, filter === 4 ? paeth(a, b, c) : 0][filter]
      out[y * row + x] = (raw + add) & 255
    }
  }
  return { width, height, bytes, out }
}

/** quantize halves boxes of colours, the one with the most spread among its pixels first, until there are 256. */
function quantize({ width, height, bytes, out }) {
  const counts = new Map()
  const colourAt = (i) => ((out[i * bytes] >> 2) << 12) | ((out[i * bytes + 1] >> 2) << 6) | (out[i * bytes + 2] >> 2)
  for (let i = 0; i < width * height; i++) counts.set(colourAt(i), (counts.get(colourAt(i)) ?? 0) + 1)
  const shifts = [12, 6, 0]
  const measure = (list) => {
    const spans = shifts.map((s) => {
      let [low, high] = [63, 0]
      for (const [c] of list) { const v = (c >> s) & 63; low = Math.min(low, v); high = Math.max(high, v) }
      return high - low
    })
    const span = Math.max(...spans)
    return { list, shift: shifts[spans.indexOf(span)], weight: span * span * Math.cbrt(list.reduce((n, [, k]) => n + k, 0)) }
  }
  const boxes = [measure([...counts])]
  while (boxes.length < 256) {
    boxes.sort((a, b) => b.weight - a.weight)
    const [box] = boxes
    if (!box || box.weight === 0) break
    box.list.sort((a, b) => ((a[0] >> box.shift) & 63) - ((b[0] >> box.shift) & 63))
    const total = box.list.reduce((n, [, k]) => n + k, 0)
    let [cut, sum] = [0, 0]
    while (cut < box.list.length - 1 && (sum += box.list[cut][1]) < total / 2) cut++
    const at = Math.max(1, Math.min(box.list.length - 1, cut))
    boxes.splice(0, 1, measure(box.list.slice(0, at)), measure(box.list.slice(at)))
  }
  const palette = Buffer.alloc(boxes.length * 3)
  const index = new Map()
  boxes.forEach(({ list }, n) => {
    const total = list.reduce((k, [, c]) => k + c, 0)
    shifts.forEach((s, j) => { palette[n * 3 + j] = Math.round((list.reduce((k, [c, w]) => k + ((c >> s) & 63) * w, 0) / total) * (255 / 63)) })
    for (const [c] of list) index.set(c, n)
  })
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = index.get(colourAt(y * width + x))
  return { palette, rows }
}

function chunk(type, body) {
  const out = Buffer.alloc(12 + body.length)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  body.copy(out, 8)
  out.writeUInt32BE(zlib.crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
  return out
}

/** shrink writes a picture anew with a palette. */
export function shrink(png) {
  const picture = pixels(chunks(png))
  const { palette, rows } = quantize(picture)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(picture.width, 0)
  head.writeUInt32BE(picture.height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', zlib.deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}
