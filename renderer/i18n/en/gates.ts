/** Before the counter: starting, pairing, copying, signing in. */
export const gates = {
  starting: { title: 'Opening the terminal' },
  pairing: {
    title: 'Pair this terminal',
    text: 'A manager makes a one-time code in Settings on another terminal. With it, this device becomes a terminal of the shop.',
    code: 'One-time code',
    codeHint: 'As the manager’s screen shows it',
    name: 'Name of this terminal',
    nameHint: 'So that others know which one it is',
    defaultName: 'Counter 1',
    submit: 'Pair',
    demo: {
      title: 'This hub has a demo shop',
      text: 'You can look around in it without a code. Its people and their PINs are in the README.',
      submit: 'Use the demo shop',
    },
    plainHttp: {
      title: 'This address cannot open without a network',
      text: 'Selling goes on when the network is away, as long as this page stays open. To open it without a network too, use the desktop app or an https address.',
    },
    failed: {
      wrong_code: {
        title: 'This code is not good',
        text: 'It may have been used, or its time is over. Look at it again, or ask a manager for a new one.',
      },
      offline: {
        title: 'The hub cannot be reached',
        text: 'The code is still good. Look at the network, then try again.',
      },
      too_many_tries: {
        title: 'Too many wrong codes',
        text: 'For safety the hub waits now. Try again in a few minutes.',
      },
      fault: { title: 'The hub did not answer this time', text: 'The code is still good. Try again in a moment.' },
    },
  },
  hubChoice: {
    title: 'Where is the shop’s hub?',
    text: 'The hub keeps the goods and all promises of the shop. Every shop has one; all its terminals use it.',
    here: {
      title: 'On this machine',
      text: 'For the first or only terminal of a shop. It runs whenever this app is open.',
      submit: 'Run the hub here',
      failedTitle: 'The hub could not start here',
      failedText:
        'Nothing was changed. Look whether the disk is full or another program uses its folder, then try again.',
    },
    network: {
      title: 'On another machine of the shop',
      text: 'For every further terminal.',
      label: 'Address of the hub',
      submit: 'Connect',
    },
    back: 'Back',
    another: 'Use another hub',
    change: 'To use another hub, unpair this terminal first',
  },
  newShop: {
    title: 'New shop',
    text: 'This hub has no shop yet. Three answers, and you can begin.',
    shopName: 'Name of the shop',
    shopHint: 'As it stands on receipts',
    managerName: 'Your name',
    managerHint: 'You will be the first who signs in, and may do everything',
    pin: 'Your PIN',
    pinHint: '4 to 8 figures; you type it to sign in',
    counter: 'Counter',
    submit: 'Open the shop',
    taken: {
      title: 'This hub has a shop by now',
      text: 'Somebody was faster. Ask them for a one-time code.',
    },
    demo: {
      title: 'Only looking around?',
      text: 'The demo shop has goods, prices and people. It is for trying out; a hub that has it keeps it.',
      submit: 'Take the demo shop',
    },
  },
  copying: {
    title: 'Fetching the shop’s goods',
    text: 'This happens once. Afterwards the terminal also works without a network.',
    done_one: '{{amount}} record so far',
    done_other: '{{amount}} records so far',
    offlineTitle: 'The network is away',
    offlineText: 'What has come is kept. It goes on where it stopped as soon as the network is back.',
  },
  pairAgain: {
    copied: {
      title: 'This terminal has to be paired again',
      text: 'It is a copy of another terminal, or was put back to an older state, and two of them must not sell under one name.',
    },
    revoked: {
      title: 'This terminal was locked out',
      text: 'A manager has revoked it. To sell here again, pair it with a new code.',
    },
    unsent_one: '{{count}} action was never sent',
    unsent_other: '{{count}} actions were never sent',
    unsentText: 'It is kept here. Export it first and give the file to the help desk, then pair again.',
    submit: 'Pair again',
  },
  secondTab: {
    title: 'The terminal is open in another tab',
    text: 'Only one tab can be the terminal, so that nothing is sent twice. Go on there; when it is closed, this one takes over.',
  },
  broken: {
    full: {
      title: 'This device has no room left',
      text: 'What was sent to the hub is safe, and what was saved here is still there. Free some space on this device’s disk (do not clear the browser’s data), then load again.',
    },
    refused: {
      title: 'This browser keeps no data',
      text: 'What was sent to the hub is safe. A private window is the usual reason: open the terminal in an ordinary one, let this page keep data, then load again.',
    },
    fault: {
      title: 'This terminal cannot save any more',
      text: 'What was sent to the hub is safe, and what was saved here is still there. Load again; if it stays so, call support and read out the small print below.',
    },
    working: {
      title: 'What was done last may not have been saved',
      text: 'If you have just taken money, write it down on paper: what, and how much. Once it is loaded look under Activity: if it is not there, do it again.',
    },
    waiting: {
      title_one: '{{count}} thing that the hub has not heard of',
      title_other: '{{count}} things that the hub has not heard of',
      text: 'Save them to a file first, to be sure, and load again then. What was saved here is sent by itself.',
    },
    detail: 'For support: {{detail}}',
    submit: 'Load again',
  },
  signIn: {
    title: 'Who is working?',
    emptyTitle: 'Nobody can sign in yet',
    emptyText: 'People will stand here as soon as they are set up at the hub.',
    pinText: 'Type your PIN',
    keypad: 'PIN',
    typed_one: '{{count}} figure typed',
    typed_other: '{{count}} figures typed',
    others: 'Someone else',
    submit: 'Sign in',
    wrong: 'That was not the PIN',
    wait: 'Please wait a little',
    waitFor: 'You can try again in {{time}}.',
    tryAgain: 'Try again.',
    unknown: 'This person cannot sign in here any more. Choose another one.',
    letGo: '{{name}} does not work here any more',
    letGoText:
      'So they were signed out. The cart and all that was done are still on this terminal. If that was a mistake, a manager can take them back.',
  },
} as const
