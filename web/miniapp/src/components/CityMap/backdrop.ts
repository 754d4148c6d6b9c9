import { offset, type Point } from '@/domain/geo'
import type { Camera, Size } from './project'

/** Colours of the ground by scheme. SVG in a picture knows no variables. */
const palettes = {
  light: { land: '#efe6d8', block: '#f6efe4', park: '#dde6cd', river: '#cfe0e6', line: '#e6dac8' },
  dark: { land: '#211a15', block: '#292019', park: '#232a20', river: '#1c2a31', line: '#31271f' },
}

/** A number between 0 and 1 that is always the same for the same cell of the ground. */
function chance(x: number, y: number, salt: number): number {
  let h = (x * 374761393 + y * 668265263 + salt * 2147483647) | 0
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** Everything is drawn from one fixed origin, so that the ground stays where it is when the map moves. */
const origin: Point = { latE6: 30_657_000, lngE6: 104_066_000 }

/** The river: metres east of the origin, by metres north. */
const riverEast = (north: number) => 1400 * Math.sin(north / 2600) + 520 * Math.sin(north / 870 + 1.3) + north * 0.12

/**
 * backdrop draws the ground as a picture: blocks, parks and a river. It shows no real streets, since we have no map to
 * show, and pretends to none: it gives distance and direction something to rest on.
 */
export function backdrop(camera: Camera, size: Size, dark: boolean): string {
  const c = dark ? palettes.dark : palettes.light
  const mid = offset(origin, camera.centre)
  const x = (east: number) => size.width / 2 + (east - mid.east) / camera.metersPerPx
  const y = (north: number) => size.height / 2 - (north - mid.north) / camera.metersPerPx
  const halfW = (size.width / 2) * camera.metersPerPx
  const halfH = (size.height / 2) * camera.metersPerPx
  // Cells grow with the view, so that there are always some dozens.
  const cell = 2 ** Math.ceil(Math.log2(Math.max(halfW, halfH) / 3.2))
  const gap = cell * 0.045
  const shapes: string[] = []
  for (let i = Math.floor((mid.east - halfW) / cell) - 1; i <= Math.ceil((mid.east + halfW) / cell); i++) {
    for (let j = Math.floor((mid.north - halfH) / cell) - 1; j <= Math.ceil((mid.north + halfH) / cell); j++) {
      const park = chance(i, j, 1) > 0.84
      const split = chance(i, j, 2)
      const e = i * cell + gap
      const n = j * cell + gap
      const w = cell - 2 * gap
      const rect = (e0: number, n0: number, w0: number, h0: number) =>
        shapes.push(`<rect x='${x(e0).toFixed(1)}' y='${y(n0 + h0).toFixed(1)}' width='${(w0 / camera.metersPerPx).toFixed(1)}' height='${(h0 / camera.metersPerPx).toFixed(1)}' rx='${((park ? 0.2 : 0.06) * cell / camera.metersPerPx).toFixed(1)}' fill='${park ? c.park : c.block}'/>`)
      if (park || split < 0.34) rect(e, n, w, w)
      else if (split < 0.67) {
        rect(e, n, w * 0.52, w)
        rect(e + w * 0.57, n, w * 0.43, w)
      } else {
        rect(e, n, w, w * 0.46)
        rect(e, n + w * 0.51, w, w * 0.49)
      }
    }
  }
  const course: string[] = []
  for (let north = mid.north - halfH * 1.2; north <= mid.north + halfH * 1.2; north += halfH / 12) {
    course.push(`${course.length === 0 ? 'M' : 'L'}${x(riverEast(north)).toFixed(1)} ${y(north).toFixed(1)}`)
  }
  const width = Math.max(7, 130 / camera.metersPerPx)
  const river = `<path d='${course.join('')}' fill='none' stroke='${c.line}' stroke-width='${(width + 6).toFixed(1)}' stroke-linecap='round'/><path d='${course.join('')}' fill='none' stroke='${c.river}' stroke-width='${width.toFixed(1)}' stroke-linecap='round'/>`
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${size.width}' height='${size.height}' viewBox='0 0 ${size.width} ${size.height}'><rect width='100%' height='100%' fill='${c.land}'/>${shapes.join('')}${river}</svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
