export default { export: 'Export', begun: 'Exporting in the background', look: 'Find the file under “Exports”' }
