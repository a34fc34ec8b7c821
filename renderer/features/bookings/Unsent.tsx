import { useTranslation } from 'react-i18next'
import classes from './Unsent.module.css'

/**
 * The hub has not heard of it yet. Said of what stays so: the hub's word is mostly there in a moment, and a line that comes and goes moves what
 * stands below it under the finger.
 */
export const Unsent = () => {
  const { t } = useTranslation()
  return <p className={classes.unsent}>{t('booking.unsent')}</p>
}
