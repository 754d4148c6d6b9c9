/** matches tells whether all letters of what was typed come in a text in their order: 订列 finds 订单列表, ddlb its initials. */
export function matches(text: string, typed: string): boolean {
  const hay = text.toLowerCase()
  return typed.toLowerCase().split(/\s+/).every((word) => {
    let at = 0
    for (const letter of word) {
      at = hay.indexOf(letter, at) + 1
      if (at === 0) return false
    }
    return true
  })
}
