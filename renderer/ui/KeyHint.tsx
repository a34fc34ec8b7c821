import classes from './KeyHint.module.css'

/** The key that does the same; hidden where there is no keyboard to speak of. */
export const KeyHint = ({ keys }: { keys: string }) => (
  <kbd className={classes.key} aria-hidden>
    {keys}
  </kbd>
)
