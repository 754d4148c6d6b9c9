// Files that people send and get. The API carries their bytes as base64.

/** base64Of reads a file. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done((reader.result as string).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => failed(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}

/** handOver gives a file to the person, as a download of the browser. */
export function handOver(name: string, content: Blob) {
  const url = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** saveFile gives a file of the API to the person. */
export function saveFile(name: string, base64: string, type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet') {
  handOver(name, new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type }))
}
