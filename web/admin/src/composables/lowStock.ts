import { ElNotification } from 'element-plus'
import { onUnmounted, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { can } from '@/access'
import { stream } from '@/api/stream'
import { t } from '@/locales'
import { goods, learnGoods } from './goods'
import { lastStore } from './store'

/** What falls within so many milliseconds is told as one. */
const together = 1200

interface Fall { storeId: string; skuId: string; available: string }

/** lowWords says what became low: one by its name, several by how many there are. */
export function lowWords(falls: Fall[]): string {
  const [first] = falls
  if (!first) return ''
  const one = t('inventory.safety.fell', { goods: goods(first.storeId, first.skuId), n: first.available })
  return falls.length === 1 ? one : t('inventory.safety.fellMany', { one, n: falls.length })
}

/**
 * useLowStock tells whoever is at a store's pages what falls to its safety level there, as it happens. Several that fall
 * together are one message, which leads to the list of what is low.
 */
export function useLowStock() {
  const route = useRoute()
  const router = useRouter()
  const falls = new Map<string, Fall>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function tell() {
    timer = undefined
    const list = [...falls.values()]
    falls.clear()
    const storeId = list[0]?.storeId
    if (!storeId) return
    await learnGoods(storeId, [list[0]?.skuId ?? ''])
    const note = ElNotification({
      title: t('inventory.safety.title'), message: lowWords(list), type: 'warning', duration: 10_000, position: 'bottom-right',
      onClick: () => {
        note.close()
        void router.push({ name: 'StockList', query: { store: storeId, only: 'safety' } })
      },
    })
  }

  const here = () => (route.meta.group === 'store' || route.name === 'CountSheet') && can('inventory.stock.list')
  const leave = stream.on((frame) => {
    if (frame.type !== 'stock' || !frame.storeId || !frame.skuId) return
    const key = `${frame.storeId}/${frame.skuId}`
    if (frame.state !== 'LOW') falls.delete(key)
    else if (here() && (lastStore.value === '' || frame.storeId === lastStore.value)) falls.set(key, { storeId: frame.storeId, skuId: frame.skuId, available: frame.available ?? '0' })
    if (falls.size > 0) timer ??= setTimeout(() => { void tell() }, together)
  })
  // Another store's shelves are followed from now on.
  const stop = watch(lastStore, () => stream.renew())
  onUnmounted(() => {
    leave()
    stop()
    clearTimeout(timer)
  })
}
