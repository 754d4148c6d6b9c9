// In h5 what is tapped is an element of Taro's, which a browser neither focuses nor presses. Here everything that says what
// it is by its role can be reached and pressed by keyboard, in one place, so that no page forgets it.
const pressed = '[role="button"], [role="link"], [role="checkbox"], [role="radio"], [role="switch"], [role="tab"]'
/** A long text is reached too, so that it can be scrolled. */
const reached = `${pressed}, [role="document"]`
const asking = '[role="dialog"], [role="alertdialog"]'

/** Where the focus was when a dialog opened. */
const before = new Map<Element, Element | null>()

const each = (node: Node, selector: string, act: (element: HTMLElement) => void) => {
  if (!(node instanceof HTMLElement)) return
  if (node.matches(selector)) act(node)
  node.querySelectorAll<HTMLElement>(selector).forEach(act)
}

function arrived(node: Node) {
  each(node, reached, (element) => { element.tabIndex = 0 })
  each(node, asking, (dialog) => {
    before.set(dialog, document.activeElement)
    dialog.tabIndex = -1
    dialog.focus({ preventScroll: true })
  })
}

function left(node: Node) {
  each(node, asking, (dialog) => {
    const last = before.get(dialog)
    before.delete(dialog)
    if (last instanceof HTMLElement && last.isConnected) last.focus({ preventScroll: true })
  })
}

new MutationObserver((changes) => {
  for (const change of changes) {
    change.removedNodes.forEach(left)
    change.addedNodes.forEach(arrived)
  }
}).observe(document.documentElement, { childList: true, subtree: true })

const shown = (element: HTMLElement) => element.getClientRects().length > 0
const openDialog = () => [...document.querySelectorAll<HTMLElement>(asking)].filter(shown).at(-1)

/** keep holds the focus inside a dialog: from the last thing in it to the first, and back. */
function keep(event: KeyboardEvent, dialog: HTMLElement) {
  const inside = [...dialog.querySelectorAll<HTMLElement>(`${pressed}, input, textarea`)].filter(shown)
  const first = inside[0]
  const last = inside.at(-1)
  const at = document.activeElement
  const outside = !dialog.contains(at)
  const goal = event.shiftKey ? (outside || at === first || at === dialog ? last : null) : (outside || at === last ? first : null)
  if (!goal) return
  event.preventDefault()
  goal.focus()
}

document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if ((key === 'Enter' || key === ' ') && target instanceof HTMLElement && target.matches(pressed)) {
    event.preventDefault()
    target.click()
    return
  }
  const dialog = openDialog()
  if (!dialog) return
  if (key === 'Tab') keep(event, dialog)
  if (key === 'Escape') dialog.querySelector<HTMLElement>('[aria-label="关闭"], #dialog-no')?.click()
})
