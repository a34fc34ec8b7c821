/** What did not fit, of all kinds and places. */
export const discrepancies = {
  discrepancies: {
    title: 'What does not fit',
    state: { label: 'Which', open: 'Open', settled: 'Settled' },
    kinds: { label: 'Kind', all: 'All kinds' },
    places: { label: 'Place', all: 'All places' },
    kind: {
      oversold: 'Sold beyond stock',
      count: 'Count below promises',
      double_booked: 'Booked twice',
      double_sold: 'Seat sold twice',
      double_used: 'Voucher used twice',
      over_budget: 'Vouchers over budget',
      return_short: 'Return: too few',
      return_extra: 'Return: unexpected',
      return_twice: 'Return: counted twice',
      return_unknown: 'Return: nobody’s',
      return_elsewhere: 'Return: other place',
      unknown_item: 'Unknown item',
    },
    counted: '{{kind}} ({{amount}})',
    goTo: 'Open {{screen}}',
    settledBy: 'settled by {{who}} · {{time}}',
    all: 'All places and what was settled',
    offline: 'Without a network only what is open here is shown. It can be settled all the same.',
    empty: {
      open: 'Everything fits',
      openText: 'What was sold, counted or received and does not fit the books comes here, with what to do about it.',
      unknown: 'Nothing to see here without the network',
      unknownText:
        'This terminal knows only of what is open at its own location. All else is here again with the network.',
      settled: 'Nothing was settled yet',
      settledText: 'What managers settle stands here with their notes.',
    },
    more: 'Show older ones',
  },
} as const
