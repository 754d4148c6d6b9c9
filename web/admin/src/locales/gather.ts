/** gather names each domain's words by its file: ./orders.ts holds the keys orders.… */
export function gather(files: Record<string, { default: object }>): Record<string, object> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.ts$/g, ''), file.default]))
}
