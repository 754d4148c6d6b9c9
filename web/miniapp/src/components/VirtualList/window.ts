/** Which rows of a list are drawn: those in sight and some on either side. */
export function visible(scrollTop: number, viewport: number, rowHeight: number, count: number, overscan: number): { from: number; to: number } {
  if (count === 0 || rowHeight <= 0) return { from: 0, to: 0 }
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const shown = Math.ceil(viewport / rowHeight)
  const from = Math.max(0, Math.min(first, count - 1) - overscan)
  return { from, to: Math.min(count, first + shown + overscan + 1) }
}
