/** The part of the platform's description (OpenAPI 2) that the page reads. */
interface Typed { type?: string; format?: string; $ref?: string; items?: Typed; enum?: string[]; description?: string; title?: string }
interface Parameter extends Typed { name: string; in: string; required?: boolean; schema?: Typed }
interface Operation { summary?: string; description?: string; operationId: string; tags: string[]; parameters?: Parameter[]; responses: Record<string, { schema?: Typed }> }
interface Definition { properties?: Record<string, Typed>; required?: string[] }
export interface Description { paths: Record<string, Record<string, Operation>>; tags: { name: string; description?: string }[]; definitions: Record<string, Definition> }

export interface Call { id: string; tag: string; method: string; path: string; summary: string; from: Field[]; into: Field[] }
export interface Field { name: string; type: string; place: string; note: string }

/** callsOf lists what the platform answers, in the order of its description. */
export function callsOf(of: Description): Call[] {
  return Object.entries(of.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, op]) => ({
    id: op.operationId, tag: op.tags[0] ?? '', method: method.toUpperCase(), path, summary: [op.summary, op.description].filter(Boolean).join('\n'),
    from: (op.parameters ?? []).flatMap((p) => (p.in === 'body' ? fieldsOf(of, p.schema, 'body') : [{ name: p.name, type: typeOf(p), place: p.in, note: p.description ?? '' }])),
    into: fieldsOf(of, op.responses['200']?.schema, ''),
  })))
}

/** fieldsOf lists a message's own fields, those of messages inside it by their type only. */
function fieldsOf(of: Description, schema: Typed | undefined, place: string): Field[] {
  const name = refOf(schema)
  if (!name) return schema ? [{ name: '', type: typeOf(schema), place, note: '' }] : []
  return Object.entries(of.definitions[name]?.properties ?? {}).map(([field, is]) => ({ name: field, type: typeOf(is), place, note: is.description ?? is.title ?? '' }))
}

const refOf = (schema: Typed | undefined): string => schema?.$ref?.replace('#/definitions/', '') ?? ''

function typeOf(is: Typed): string {
  if (is.items) return `${typeOf(is.items)}[]`
  return refOf(is) || is.format || is.type || 'object'
}

/** found leaves the calls in which every word occurs, in whatever place. */
export function found(calls: Call[], words: string): Call[] {
  const each = words.toLowerCase().split(/\s+/).filter(Boolean)
  return calls.filter((c) => { const text = `${c.tag} ${c.id} ${c.method} ${c.path} ${c.summary}`.toLowerCase(); return each.every((w) => text.includes(w)) })
}
