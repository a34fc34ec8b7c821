export const shelf = {
  shelf: {
    inBooks: '{{sku}} · {{amount}} in the books',
    remove: 'Remove {{name}}',
    unknown: 'No item has the code {{code}}. Add it in Settings, Goods, and scan it again.',
    full: 'The list has {{amount}} items, which is all it takes. Save it, and begin the next one.',
    drop: {
      open: 'Drop the list',
      title: 'Drop the list of {{amount}} items?',
      text: 'Nothing of it was saved. The stock stays as it is.',
      keep: 'Keep the list',
      confirm: 'Drop it',
    },
    delivery: {
      title: 'Goods that came',
      open: 'Delivery',
      goOn: 'Delivery ({{amount}})',
      empty:
        'Scan each piece, or find a thing by name and type how many came. The list stays on this terminal until it is saved; close it and go on later as you like.',
      book: 'Bring in {{amount}} pieces',
      booked: '{{amount}} pieces are in the stock now.',
    },
    stocktake: {
      title: 'Stocktake',
      open: 'Stocktake',
      goOn: 'Stocktake ({{amount}})',
      empty:
        'Scan each piece on the shelf, or find a thing by name and type how many are there. What is not on the list stays as it is. Selling can go on meanwhile.',
      fits: 'as counted',
      more: '{{amount}} more',
      fewer: '{{amount}} fewer',
      unsure:
        'While it was counted the books went from {{before}} to {{after}}. If what was sold had been counted already, count it again.',
      book: 'Save the count: {{amount}} items, {{differing}} differ',
      booked: '{{amount}} items counted, {{differing}} of them differed from the books.',
    },
  },
} as const
