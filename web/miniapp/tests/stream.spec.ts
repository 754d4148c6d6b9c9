import { describe, expect, it } from 'vitest'
import { type Frame, newer, Stream, type StreamStatus, type WireEvents } from '@dajiu/api'

const settle = async () => { for (let i = 0; i < 5; i++) await Promise.resolve() }

/** A network on which the test plays the server. */
function world(lastEvent = '') {
  const wires: { events: WireEvents; sent: string[]; closed: boolean }[] = []
  const waits: { ms: number; run: () => void; cancelled: boolean }[] = []
  let last = lastEvent
  const frames: Frame[] = []
  const statuses: StreamStatus[] = []
  const stream = new Stream({
    connect: (events) => {
      const wire = { events, sent: [] as string[], closed: false }
      wires.push(wire)
      return { send: (text) => { wire.sent.push(text) }, close: () => { wire.closed = true } }
    },
    token: async () => 'T', lastEvent: { load: () => last, save: (id) => { last = id } }, online: () => true, random: () => 1,
    after: (ms, run) => {
      const wait = { ms, run, cancelled: false }
      waits.push(wait)
      return () => { wait.cancelled = true }
    },
  })
  stream.on((frame) => frames.push(frame))
  stream.onStatus((status) => statuses.push(status))
  const wire = () => wires[wires.length - 1] as (typeof wires)[number]
  const say = (frame: Frame) => wire().events.message(JSON.stringify(frame))
  const open = async () => {
    await settle()
    wire().events.open()
    say({ type: 'ready' })
  }
  const wait = () => waits[waits.length - 1] as (typeof waits)[number]
  return { stream, wires, wire, waits, wait, say, open, frames, statuses, last: () => last }
}

describe('the stream', () => {
  it('greets with the token and the last event it saw', async () => {
    const w = world('41')
    w.stream.start()
    await w.open()
    expect(JSON.parse(w.wire().sent[0] ?? '')).toEqual({ token: 'T', after: '41' })
    expect(w.stream.status).toBe('live')
  })

  it('comes back after a lost connection and names what it saw last', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    w.say({ type: 'order', eventId: '42', orderId: '1', state: 'ORDER_STATE_CONFIRMED' })
    w.wire().events.closed()
    expect(w.stream.status).toBe('waiting')
    w.wait().run()
    await w.open()
    expect(JSON.parse(w.wire().sent[0] ?? '')).toEqual({ token: 'T', after: '42' })
  })

  it('that comes back without an event to name has everything read again, since nobody can tell what was missed', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    expect(w.frames.map((f) => f.type)).toEqual(['ready'])
    w.wire().events.closed()
    w.wait().run()
    await w.open()
    expect(w.frames.map((f) => f.type)).toEqual(['ready', 'reload', 'ready'])
    w.say({ type: 'order', eventId: '9' })
    w.wire().events.closed()
    w.wait().run()
    await w.open()
    expect(w.frames.map((f) => f.type)).toEqual(['ready', 'reload', 'ready', 'order', 'ready'])
  })

  it('connects anew when the network was gone, however alive the connection looks', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    const old = w.wire()
    w.stream.renew()
    await w.open()
    expect([w.wires.length, old.closed, w.stream.status]).toEqual([2, true, 'live'])
    old.events.closed()
    expect(w.stream.status).toBe('live')
    w.stream.stop()
    w.stream.renew()
    expect([w.wires.length, w.stream.status]).toEqual([2, 'off'])
  })

  it('waits ever longer, and no longer than twenty seconds', async () => {
    const w = world()
    w.stream.start()
    for (let i = 0; i < 8; i++) {
      await settle()
      w.wire().events.closed()
      w.wait().run()
    }
    expect(w.waits.map((x) => x.ms)).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000])
  })

  it('begins with short waits again once it was live', async () => {
    const w = world()
    w.stream.start()
    await settle()
    w.wire().events.closed()
    w.wait().run()
    await w.open()
    w.wire().events.closed()
    expect(w.wait().ms).toBe(500)
  })

  it('tells an event once, however often it comes, and in whatever order', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    for (const id of ['101', '100', '101']) w.say({ type: 'order', eventId: id, orderId: id })
    expect(w.frames.filter((f) => f.type === 'order').map((f) => f.eventId)).toEqual(['101', '100'])
    expect(w.last()).toBe('101')
  })

  it('tells frames without an event each time: they say how things stand', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    w.say({ type: 'offer', deliveryId: '1' })
    w.say({ type: 'offer', deliveryId: '1' })
    expect(w.frames.filter((f) => f.type === 'offer')).toHaveLength(2)
  })

  it('connects at once when it is woken', async () => {
    const w = world()
    w.stream.start()
    await settle()
    w.wire().events.closed()
    w.stream.wake()
    await settle()
    expect([w.wait().cancelled, w.wires.length]).toEqual([true, 2])
  })

  it('is silent once it was stopped, whatever the old connection says', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    const old = w.wire()
    w.stream.stop()
    old.events.message(JSON.stringify({ type: 'offer' }))
    old.events.closed()
    expect([old.closed, w.frames.filter((f) => f.type === 'offer').length, w.stream.status, w.waits.length]).toEqual([true, 0, 'off', 0])
  })

  it('is not confused by what it cannot read', async () => {
    const w = world()
    w.stream.start()
    await w.open()
    w.wire().events.message('<html>')
    expect(w.stream.status).toBe('live')
  })

  it('compares ids that JavaScript cannot count', () => {
    expect([newer('119139446925819906', '119139446925819905'), newer('9', '10'), newer('10', '9')]).toEqual([true, false, true])
  })
})
