/** The one message that goes the other way: the machine woke, or the network came back. */
export const wakeChannel = 'wake'

/** The page's origin, which never changes: the browser's storage hangs on it. */
export const appOrigin = 'app://holdfast'
