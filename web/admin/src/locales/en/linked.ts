export default {
  title: 'Linked charts', note: 'Pick a day, a store or a category in a chart and the others follow; pick it again to let go.', hint: 'Nothing picked yet', clear: 'Clear all', asReport: 'Open as report', asList: 'As a list', deaf: 'Not narrowed by {what}',
  panels: { course: 'Sales by day', stores: 'Sales by store', categories: 'Sales by category', brands: 'Sales by brand', hours: 'Orders by hour', pays: 'How it was paid', fulfilments: 'How it got there', couriers: 'Deliveries by courier' },
  lists: { stores: 'Store', regions: 'Region', pays: 'Payment', fulfilments: 'Fulfilment', categories: 'Category', brands: 'Brand' },
}
