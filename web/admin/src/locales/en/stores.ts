export default {
  title: 'Stores', one: 'Store', note: 'The stores within your reach, and whether they take orders right now.', map: 'Plan of the stores', name: 'Store', state: 'State', merchant: 'Merchant', address: 'Address', region: 'Division', regionCode: 'Division code', phone: 'Phone', code: 'Code',
  licenceEnds: 'Licensed until', holdReason: 'Why it is closed', words: 'Name, address or code', merchantId: 'Merchant number', foodLicence: 'Food licence', facts: 'The store', hours: 'Opening hours', hold: 'Close store', release: 'Let it open', pause: 'Pause orders', unpause: 'Take orders',
  suspendedNote: 'Its merchant is suspended: the store takes no orders.', range: 'Delivery range', rangeMap: 'How far {name} delivers', metres: 'Radius (m)', area: 'about {km2} km²', editRange: 'Change range', rangeHint: 'Drag the point on the circle, or type the radius.', baseFee: 'Base fee', perKm: 'Per further km', minimum: 'Minimum order', freeFrom: 'Free from',
  noZone: 'No range yet: nobody can have anything brought. Set it and save.', closedDay: 'Closed', addSpan: 'Add hours', copyToAll: 'Same every day', badTime: 'Type a time from 00:00 to 24:00, such as 08:30',
  weekdays: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
  states: { STORE_STATE_UNSPECIFIED: 'Unknown', STORE_STATE_TAKING: 'Open', STORE_STATE_PAUSED: 'Paused', STORE_STATE_HELD: 'Closed by us', STORE_STATE_SUSPENDED: 'Suspended', STORE_STATE_UNLICENSED: 'Not licensed' },
}
