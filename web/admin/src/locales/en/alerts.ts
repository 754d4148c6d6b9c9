export default {
  watch: 'Tell me', watching: 'You will get a message when it is broken', unwatched: 'You will not be told',
  title: 'Alerts', note: 'Looked at every minute; an alert opens once and closes by itself when it is over.', rules: 'Rules', create: 'New rule', change: 'Change rule', remove: 'Delete rule', removeAsk: 'Delete the rule “{name}”? Its alerts are closed.', off: 'Off', switchOff: 'Switch off', switchOn: 'Switch on',
  opened: 'Since', rule: 'Rule', store: 'Store', value: 'Value then', closed: 'State', isOpen: 'Open', isClosed: 'Over', acknowledged: 'Taken care of', acknowledge: 'I take care', onlyOpen: 'Open only', allStores: 'All stores together', perStore: 'Each store by itself',
  above: '{measure} above {value}', below: '{measure} below {value}', window: 'last {n} minutes', waiting: 'Orders to accept now', name: 'Name', measure: 'Measure', comparison: 'Condition', isAbove: 'Above', isBelow: 'Below', threshold: 'Threshold', windowMinutes: 'Of the last (minutes)', leastOrders: 'Orders at least', startHour: 'From hour (equal: always)', endHour: 'To hour', enabled: 'Watch',
}
