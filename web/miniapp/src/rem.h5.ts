// In h5 sizes are rem of a 375-point screen. It is set here, not in a script of the page, so that no inline script need
// be allowed to run.
import './styles/frame.scss'

const baseSize = 20
const widest = 23
const narrowest = 16
const frame = '(min-width: 700px) and (min-height: 560px)'

function fit() {
  const width = window.matchMedia(frame).matches ? 390 : document.documentElement.clientWidth
  const size = Math.min(widest, Math.max(narrowest, (baseSize * width) / 375))
  document.documentElement.style.fontSize = `${size}px`
}

fit()
window.addEventListener('resize', fit)
