/** Where the shop has goods and terminals. */
export const locations = {
  locations: {
    title: 'Locations',
    hint: 'Each has stock and terminals of its own. Receipts bear its name.',
    add: 'Add a location',
    rename: 'Rename',
    renameOne: 'Rename {{name}}',
    here: 'this terminal is here',
    zone: 'time zone {{zone}}',
    name: 'Name',
    nameHint: 'As customers know it, for instance with the street',
    newHint: 'It has the time zone of this place. Then pair a terminal there, and send goods to it.',
    saved: 'Saved: {{name}}',
    wrong: { length: '1 to 200 characters', same: 'There is a location of this name already' },
    taken: 'A location of this name was added just now',
    takenText: 'Nothing was saved. Close this and look at the list.',
  },
} as const
