// Leaflet: loaded only where a plan is looked at.
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'

export interface Place { lat: number; lng: number }
export type Kind = 'store' | 'courier' | 'busy' | 'full' | 'quiet'
/** What is drawn at a place. Where both stores and couriers are, stores are squares and the others round, above them; badge is a number that is written on it. */
export interface Mark extends Place { key: string; name: string; kind: Kind; square?: boolean; badge?: number; faint?: boolean }
export interface Box { south: number; west: number; north: number; east: number }

const tones: Record<Kind, string> = { store: '#9a4614', courier: '#2f6b41', busy: '#1f5f99', full: '#a3262b', quiet: '#6b6b6b' }
const wrongTone = '#c0272d'

export interface Plan {
  marks: (list: Mark[], chosen?: (key: string) => void) => void
  /** range draws how far a store delivers; edited is told metres when a person drags the edge. */
  range: (centre: Place, metres: number, edited?: (metres: number) => void) => void
  /** area draws what a store delivers within; edited is told the corners when a person drags one, adds one on an edge, or takes one out. Wrong is the corner at fault. */
  area: (corners: Place[], wrong: number, edited?: (corners: Place[]) => void) => void
  fit: () => void
  /** moved is told what is in view, now and whenever a person moves the plan. */
  moved: (told: (box: Box) => void) => void
  close: () => void
}

/** rounded is a distance that a person would say: whole fifty metres, within what the platform takes. */
export function rounded(metres: number): number {
  return Math.min(50_000, Math.max(100, Math.round(metres / 50) * 50))
}

/** openPlan draws a plan of a town without streets: places in their distances, with a scale. Tiles are asked for only where an address of them is configured. */
export function openPlan(el: HTMLElement, tiles?: string): Plan {
  const map = L.map(el, { attributionControl: false, zoomSnap: 0.25, preferCanvas: false }).setView([30.657, 104.066], 12)
  L.control.scale({ imperial: false }).addTo(map)
  if (tiles) L.tileLayer(tiles, { maxZoom: 19 }).addTo(map)
  const places = L.featureGroup().addTo(map)
  const ranges = L.featureGroup().addTo(map)
  const watcher = new ResizeObserver(() => map.invalidateSize())
  watcher.observe(el)
  return {
    marks(list, chosen) {
      places.clearLayers()
      for (const one of list) {
        const dot = one.square !== undefined ? pin(one) : circle(one)
        dot.bindTooltip(one.name, { direction: 'top', offset: [0, -6] })
        if (chosen) dot.on('click', () => chosen(one.key))
        dot.addTo(places)
      }
    },
    range(centre, metres, edited) {
      ranges.clearLayers()
      const round = L.circle([centre.lat, centre.lng], { radius: metres, color: tones.store, weight: 2, fillOpacity: 0.08 }).addTo(ranges)
      if (!edited) return
      // The point due east of the centre is dragged: how far away it is dropped is the new range.
      const east = () => L.latLng(centre.lat, round.getBounds().getEast())
      const grip = gripAt(east(), 'dj-grip').addTo(ranges)
      grip.on('drag', () => { round.setRadius(rounded(L.latLng(centre.lat, centre.lng).distanceTo(grip.getLatLng()))) })
      grip.on('dragend', () => {
        grip.setLatLng(east())
        edited(Math.round(round.getRadius()))
      })
    },
    area(corners, wrong, edited) {
      ranges.clearLayers()
      const shape = L.polygon(corners.map((c) => [c.lat, c.lng]), { color: wrong >= 0 ? wrongTone : tones.store, weight: 2, fillOpacity: 0.08, dashArray: wrong >= 0 ? '6 4' : undefined }).addTo(ranges)
      if (edited) gripsOf(corners, wrong, shape, edited).forEach((grip) => grip.addTo(ranges))
    },
    fit() {
      const all = L.featureGroup([...places.getLayers(), ...ranges.getLayers()])
      const bounds = all.getBounds()
      if (bounds.isValid()) map.fitBounds(bounds.pad(0.12), { animate: false, maxZoom: 15 })
    },
    moved(told) {
      const tell = () => {
        const b = map.getBounds()
        told({ south: b.getSouth(), west: b.getWest(), north: b.getNorth(), east: b.getEast() })
      }
      map.on('moveend', tell)
      tell()
    },
    close() {
      watcher.disconnect()
      map.remove()
    },
  }
}

function circle(one: Mark): L.Layer {
  return L.circleMarker([one.lat, one.lng], { radius: one.kind === 'store' ? 7 : 6, weight: 2, color: '#fff', fillColor: tones[one.kind], fillOpacity: one.faint ? 0.45 : 1, dashArray: one.faint ? '2 2' : undefined })
}

/** A pin is out of the way of the keyboard: who does not point finds the same in the list beside the plan. */
function pin(one: Mark): L.Layer {
  const size = one.badge ? 22 : 15
  const html = `<span style="background:${tones[one.kind]};opacity:${one.faint ? 0.55 : 1}">${one.badge || ''}</span>`
  return L.marker([one.lat, one.lng], { keyboard: false, zIndexOffset: one.square ? 0 : 1000, icon: L.divIcon({ className: `dj-pin${one.square ? ' is-square' : ''}`, html, iconSize: [size, size] }) })
}

function gripAt(at: L.LatLngExpression, className: string, draggable = true): L.Marker {
  const size = className.includes('dj-between') ? 12 : 18
  return L.marker(at, { draggable, keyboard: false, icon: L.divIcon({ className, iconSize: [size, size] }) })
}

/** A grip at each corner is dragged, or taken out by a double click; one in the middle of each edge makes a corner there. */
function gripsOf(corners: Place[], wrong: number, shape: L.Polygon, edited: (corners: Place[]) => void): L.Marker[] {
  const placed = (at: L.LatLng): Place => ({ lat: Number(at.lat.toFixed(6)), lng: Number(at.lng.toFixed(6)) })
  const grips = corners.map((corner, i) => {
    const grip = gripAt([corner.lat, corner.lng], `dj-grip dj-corner${i === wrong ? ' is-wrong' : ''}`)
    grip.bindTooltip(String(i + 1), { direction: 'right', offset: [8, 0] })
    grip.on('drag', () => { shape.setLatLngs(corners.map((c, j) => (j === i ? grip.getLatLng() : [c.lat, c.lng]))) })
    grip.on('dragend', () => { edited(corners.map((c, j) => (j === i ? placed(grip.getLatLng()) : c))) })
    grip.on('dblclick', (event) => {
      L.DomEvent.stop(event as unknown as Event)
      if (corners.length > 3) edited(corners.filter((_, j) => j !== i))
    })
    return grip
  })
  const between = corners.length >= 60 ? [] : corners.map((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Place
    const grip = gripAt([(corner.lat + next.lat) / 2, (corner.lng + next.lng) / 2], 'dj-grip dj-between')
    const add = () => { edited([...corners.slice(0, i + 1), placed(grip.getLatLng()), ...corners.slice(i + 1)]) }
    grip.on('drag', () => { shape.setLatLngs([...corners.slice(0, i + 1), grip.getLatLng(), ...corners.slice(i + 1)].map((c) => [c.lat, c.lng])) })
    grip.on('dragend', add)
    grip.on('click', add)
    return grip
  })
  return [...between, ...grips]
}
