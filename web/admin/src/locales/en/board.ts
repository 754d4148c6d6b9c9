export default {
  title: 'Today’s orders', note: 'What the store is working on. New orders are seen and heard.', sound: 'Sound', newOrder: 'New order: please accept', chooseStore: 'Choose a store', turnover: 'Turnover today', waiting: 'To accept', open: 'Under way', done: 'Done', late: '{time} late', none: 'None', more: 'Only the newest 50 are shown; the others are in the list of orders.',
}
