import { Stream, type SocketWire, type WireEvents } from '@dajiu/api'
import { lastStore } from '@/composables/store'
import { session } from './session'

const lastEvent = 'dajiu.admin.event'

function connect(events: WireEvents): SocketWire {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/stream`)
  socket.onopen = () => events.open()
  socket.onmessage = (message) => events.message(String(message.data))
  socket.onclose = () => events.closed()
  return { send: (text) => socket.send(text), close: () => { socket.onclose = null; socket.close() } }
}

/** What happens to the orders that the person follows, in the moment it happens; after a gap it tells what was missed. */
export const stream = new Stream({
  connect,
  token: () => session.access(),
  // Of this window: another one may have seen more.
  lastEvent: { load: () => sessionStorage.getItem(lastEvent) ?? '', save: (id) => sessionStorage.setItem(lastEvent, id) },
  online: () => navigator.onLine,
  // Of the store that is looked at, what is low on its shelves.
  wishes: () => ({ figures: true, stock: lastStore.value ? [lastStore.value] : [] }),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
})

/** forgetEvents begins anew, as for another person. */
export function forgetEvents() { sessionStorage.removeItem(lastEvent) }

window.addEventListener('online', () => stream.renew())
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') stream.wake() })
