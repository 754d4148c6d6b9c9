export default {
  export: 'Export', begun: 'Exporting in the background', look: 'Fetch the file under Exports when it is done',
  title: 'Exports', note: 'Files are made in the background with what you may see, and kept for seven days.', file: 'File', state: 'State', rows: 'Rows', size: 'Size', created: 'Asked for', expires: 'Kept until', truncated: 'The first 200,000 rows', download: 'Download', again: 'Again',
  states: { EXPORT_STATE_UNSPECIFIED: 'Unknown', EXPORT_STATE_QUEUED: 'Waiting', EXPORT_STATE_RUNNING: 'Being made', EXPORT_STATE_DONE: 'Done', EXPORT_STATE_FAILED: 'Failed', EXPORT_STATE_CANCELLED: 'Cancelled', EXPORT_STATE_EXPIRED: 'Expired' },
}
