// Before anything is painted: the colours that the person chose, so that a dark page does not begin white. A file of its
// own, since the page may run no script that is written in it.
(function () {
  let chosen = null
  try { chosen = localStorage.getItem('dajiu.admin.scheme') } catch { /* a browser that keeps nothing */ }
  const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
