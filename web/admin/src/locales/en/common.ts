export default {
  filters: 'Filters',
  search: 'Search', reset: 'Reset', reload: 'Reload', more: 'More', less: 'Less', save: 'Save', cancel: 'Cancel', confirm: 'Confirm', close: 'Close', back: 'Back', edit: 'Edit', create: 'New', remove: 'Delete',
  actions: 'Actions', none: '—', yes: 'Yes', no: 'No', all: 'All', copy: 'Copy', copied: 'Copied', print: 'Print', saved: 'Saved', done: 'Done', required: 'Required', optional: 'Optional', reason: 'Reason', reasonHint: 'Kept in the audit log',
  loading: 'Loading', empty: 'Nothing here yet', emptyFiltered: 'Nothing matches', emptyFilteredHint: 'Try fewer conditions', clearFilters: 'Clear conditions', retry: 'Try again', failed: 'Could not load', requestId: 'Request',
  previous: 'Previous', next: 'Next', page: 'Page {n}', perPage: '{n} a page', rows: '{n} on this page', last: 'This is the last page',
  selected: '{n} selected', clearSelection: 'Clear selection', bulkDone: '{n} done', bulkFailed: '{n} failed', bulkRunning: 'Working on {n} of {all}',
  columns: 'Columns', columnsHint: 'Drag to reorder', density: 'Density', compact: 'Compact', standard: 'Standard', loose: 'Loose', restore: 'Restore defaults',
  views: 'Views', saveView: 'Save as view', viewName: 'Name of the view', updateView: 'Update this view', deleteView: 'Delete this view', deleteViewAsk: 'Delete the view “{name}”?', sharedViews: 'Shared views', myViews: 'My views', defaultView: 'Default',
  from: 'From', to: 'To', today: 'Today', yesterday: 'Yesterday', last7: 'Last 7 days', last30: 'Last 30 days',
  keys: 'Keys', keysHint: '↑↓ choose a row, Enter opens, / goes to the filters, N/P turn pages, R reloads',
  proof: { title: 'Prove it is you', hint: 'This act is sensitive: please confirm once more who you are.', password: 'Password', otp: 'One-time code', otpHint: 'Needed where two-step login is on' },
  unknownError: 'Something went wrong; please try again', fen: '¥{yuan}', seconds: '{n} s', minutes: '{n} min', hours: '{n} h', days: '{n} d', ago: '{time} ago', justNow: 'just now',
}
