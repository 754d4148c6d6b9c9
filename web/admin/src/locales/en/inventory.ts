export default {
  title: 'Stock', note: 'What stands in a store, what of it is promised, and what can be sold.', ledger: 'Stock ledger', ledgerNote: 'Every change of a store’s stock; a row leads to its order.', goods: 'Goods', sku: 'SKU', onHand: 'On hand', reserved: 'Reserved', available: 'Available', words: 'Name or barcode', only: 'Only', onlys: { low: 'Low (5 or fewer)', out: 'Sold out', reserved: 'Reserved' },
  adjust: 'Adjust', kind: 'Kind', pieces: 'Pieces', counted: 'Counted', why: 'Note', time: 'Time', actor: 'By',
  kinds: { MOVEMENT_KIND_RECEIVE: 'Received', MOVEMENT_KIND_RESERVE: 'Reserved', MOVEMENT_KIND_RELEASE: 'Released', MOVEMENT_KIND_COMMIT: 'Left the store', MOVEMENT_KIND_RETURN: 'Came back', MOVEMENT_KIND_DAMAGE: 'Damaged', MOVEMENT_KIND_COUNT: 'Counted' },
}
