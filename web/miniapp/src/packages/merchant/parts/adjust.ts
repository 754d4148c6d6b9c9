import type { StockLevel } from '@dajiu/api'

/** Why stock is adjusted by hand: 入库, 报损, 盘点. */
export type Kind = 'MOVEMENT_KIND_RECEIVE' | 'MOVEMENT_KIND_DAMAGE' | 'MOVEMENT_KIND_COUNT'

export const kinds: { kind: Kind; name: string; ask: string }[] = [
  { kind: 'MOVEMENT_KIND_RECEIVE', name: '入库', ask: '收到多少件' },
  { kind: 'MOVEMENT_KIND_DAMAGE', name: '报损', ask: '损坏多少件' },
  { kind: 'MOVEMENT_KIND_COUNT', name: '盘点', ask: '实际清点多少件' },
]

export const movementName: Record<string, string> = {
  MOVEMENT_KIND_RECEIVE: '入库', MOVEMENT_KIND_RESERVE: '订单预占', MOVEMENT_KIND_RELEASE: '释放预占', MOVEMENT_KIND_COMMIT: '订单出库',
  MOVEMENT_KIND_RETURN: '退回入库', MOVEMENT_KIND_DAMAGE: '报损', MOVEMENT_KIND_COUNT: '盘点',
}

/** The most that one adjustment moves. */
export const mostPieces = 1_000_000

export interface Adjustment { /** As the API takes it: negative for damage. */ quantity: number; onHand: number; /** Why it cannot be done; empty where it can. */ problem: string }

/** adjusted is what an adjustment would make of a level. What is promised to orders cannot be written off or counted away. */
export function adjusted(level: Pick<StockLevel, 'onHand' | 'reserved'>, kind: Kind, pieces: number): Adjustment {
  const before = Number(level.onHand)
  const reserved = Number(level.reserved)
  const quantity = kind === 'MOVEMENT_KIND_DAMAGE' ? -pieces : pieces
  const onHand = kind === 'MOVEMENT_KIND_COUNT' ? pieces : before + quantity
  return { quantity, onHand, problem: problemOf(kind, pieces, onHand, reserved) }
}

function problemOf(kind: Kind, pieces: number, onHand: number, reserved: number): string {
  if (!Number.isInteger(pieces) || pieces < 0 || pieces > mostPieces) return '数量不正确'
  if (pieces === 0 && kind !== 'MOVEMENT_KIND_COUNT') return '请填写数量'
  if (onHand < 0) return '报损数量超过现有库存'
  if (onHand < reserved) return `有 ${reserved} 件已被订单预占，调整后不能少于预占数量`
  return ''
}
