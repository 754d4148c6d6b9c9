export default {
  title: 'Brands', note: 'Other names and pinyin help customers to find products.', create: 'New brand', edit: 'Edit brand', code: 'Code', codeHint: 'Small letters, digits and dashes; it cannot be changed later', name: 'Name', origin: 'Origin', synonyms: 'Other names', synonymsHint: 'Press Enter after each, at most 20', products: 'Products', published: 'On sale', state: 'State', shown: 'In use', hidden: 'Hidden', hide: 'Hide', show: 'Bring back', hideAsk: 'Hide the brand “{name}”?', hiddenDone: 'Hidden', words: 'Name, other name or code',
}
