// Leaflet: loaded only where a plan is looked at.
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'

export interface Place { lat: number; lng: number }
export interface Mark extends Place { key: string; name: string; kind: 'store' | 'courier' | 'quiet' }

const tones = { store: '#9a4614', courier: '#2f6b41', quiet: '#7a7a7a' }

export interface Plan {
  marks: (list: Mark[], chosen?: (key: string) => void) => void
  /** range draws how far a store delivers; edited is told metres when a person drags the edge. */
  range: (centre: Place, metres: number, edited?: (metres: number) => void) => void
  fit: () => void
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
        const dot = L.circleMarker([one.lat, one.lng], { radius: one.kind === 'courier' ? 5 : 7, weight: 2, color: '#fff', fillColor: tones[one.kind], fillOpacity: 1 })
        dot.bindTooltip(one.name, { direction: 'top', offset: [0, -6] })
        if (chosen) dot.on('click', () => chosen(one.key))
        dot.addTo(places)
      }
    },
    range(centre, metres, edited) {
      ranges.clearLayers()
      const circle = L.circle([centre.lat, centre.lng], { radius: metres, color: tones.store, weight: 2, fillOpacity: 0.08 }).addTo(ranges)
      if (!edited) return
      // The point due east of the centre is dragged: how far away it is dropped is the new range.
      const east = () => L.latLng(centre.lat, circle.getBounds().getEast())
      const grip = L.marker(east(), { draggable: true, keyboard: false, icon: L.divIcon({ className: 'dj-grip', iconSize: [18, 18] }) }).addTo(ranges)
      grip.on('drag', () => { circle.setRadius(rounded(L.latLng(centre.lat, centre.lng).distanceTo(grip.getLatLng()))) })
      grip.on('dragend', () => {
        grip.setLatLng(east())
        edited(Math.round(circle.getRadius()))
      })
    },
    fit() {
      const all = L.featureGroup([...places.getLayers(), ...ranges.getLayers()])
      const bounds = all.getBounds()
      if (bounds.isValid()) map.fitBounds(bounds.pad(0.12), { animate: false, maxZoom: 15 })
    },
    close() {
      watcher.disconnect()
      map.remove()
    },
  }
}
