export default {
  inbox: 'Messages', inboxUnread: 'Messages, {n} unread', inboxEmpty: 'No messages yet',
  name: 'Dajiu', subtitle: 'Admin',
  signOut: 'Sign out', theme: 'Appearance', light: 'Light', dark: 'Dark', auto: 'System', language: 'Language',
  menu: 'Menu', openMenu: 'Open menu', skip: 'Skip to content', search: 'Search pages and actions', searchHint: 'A page, or an order number', searchEmpty: 'Nothing found; try another word',
  live: 'Live', connecting: 'Connecting…', offline: 'Disconnected; trying again', me: 'My settings', go: 'Go to', act: 'Actions', openOrder: 'Open order {id}',
  groups: {
    overview: 'Overview', store: 'Store desk', trade: 'Trade', goods: 'Goods', people: 'People', partners: 'Merchants & stores', money: 'Money', insight: 'Insight', system: 'System',
  },
  tabs: { close: 'Close', closeOthers: 'Close others', closeRight: 'Close to the right', reload: 'Reload this page', list: 'Open pages' },
  forbidden: 'You may not see this page', forbiddenHint: 'It needs the permission {permission}. Ask an administrator to grant it to your role.', missing: 'No such page', missingHint: 'The link may be out of date, or mistyped.', home: 'Back to the start',
  leave: 'Leave without saving your changes?', leaveTitle: 'Not saved yet', stay: 'Keep editing', discard: 'Discard',
  nothingAllowed: 'No page was granted to you yet', nothingAllowedHint: 'Ask an administrator to grant permissions to your role.',
}
