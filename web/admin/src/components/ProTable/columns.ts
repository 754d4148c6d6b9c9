/** How a value is shown, and exported. */
export type Kind = 'text' | 'mono' | 'fen' | 'number' | 'time' | 'label' | 'goods'

/** A column of a list. */
export interface Column<Row> {
  /** Unique in the table; the name of the slot that draws the cell, if there is one. */
  key: string
  /** The key of its title. */
  title: string
  kind?: Kind
  /** The value, where it is not the row's field of the key's name. */
  get?: (row: Row) => unknown
  /** For kind label: the key under which the words of each code stand, such as orders.states. */
  labels?: string
  width?: number
  minWidth?: number
  /** Not shown until the person asks for it. */
  hidden?: boolean
  /** Cannot be hidden. */
  always?: boolean
  align?: 'left' | 'right' | 'center'
  fixed?: 'left' | 'right'
  /** The field of the API that is exported, where it is not the key; false where the column is not exported. */
  path?: string | false
}

/** What a person made of a table: columns in order, those hidden, widths, and how high rows are. */
export interface Layout { order: string[]; hidden: string[]; widths: Record<string, number>; density: Density }
export type Density = 'compact' | 'standard' | 'loose'

export function defaultLayout<Row>(columns: Column<Row>[]): Layout {
  return { order: columns.map((c) => c.key), hidden: columns.filter((c) => c.hidden).map((c) => c.key), widths: {}, density: 'standard' }
}

/** arrange returns the columns to show, in the person's order. Columns that are newer than the layout stand where they are by default. */
export function arrange<Row>(columns: Column<Row>[], layout: Layout): Column<Row>[] {
  const known = new Set(layout.order)
  const place = new Map(layout.order.map((key, i) => [key, i]))
  return columns
    .map((column, i) => ({ column, at: place.get(column.key) ?? i - 0.5 }))
    .sort((a, b) => a.at - b.at)
    .map(({ column }) => column)
    .filter((column) => column.always || !(known.has(column.key) ? layout.hidden.includes(column.key) : column.hidden))
}

/** move puts one of a list before another. */
export function move(order: string[], key: string, to: number): string[] {
  const rest = order.filter((other) => other !== key)
  return [...rest.slice(0, to), key, ...rest.slice(to)]
}
