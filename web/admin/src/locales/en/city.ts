export default {
  title: 'The city', label: 'Plan of stores and of couriers on duty', legend: 'What the marks mean', whole: 'Show all', empty: 'No courier on duty and no store here.', slow: 'The connection is slow; still reading…', kept: 'Could not be renewed ({why}): this is how it was at {time}. It is tried again.', summary: '{couriers} couriers on duty, {stores} stores; renewed every 15 seconds.', more: 'Too many couriers: only {n} of them are shown. Zoom in.',
  asList: 'As a list', couriers: 'Couriers on duty', stores: 'Stores', load: '{n} of {most} jobs', seen: 'seen {time}', staleSeen: 'not seen lately ({time})', orders: '{n} orders under way, {waiting} to accept', view: 'Show as', map: 'Map', list: 'List',
  kinds: { courier: 'Free courier', busy: 'Carrying', full: 'Carrying all they may', stale: 'Not seen lately', store: 'Store (number: orders under way)', closed: 'Store that takes no orders' },
  states: { COURIER_STATE_UNSPECIFIED: 'Unknown', COURIER_STATE_IDLE: 'Free', COURIER_STATE_CARRYING: 'Carrying', COURIER_STATE_FULL: 'Full' },
}
