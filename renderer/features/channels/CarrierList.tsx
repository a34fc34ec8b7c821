import { useTranslation } from 'react-i18next'
import type { ChannelBoard } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import classes from './WebhookList.module.css'

/** Who brings parcels, and whether somebody has to look at what they told. */
export const CarrierList = ({ carriers }: Pick<ChannelBoard, 'carriers'>) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  return (
    <section className={classes.part} aria-labelledby="carriers">
      <h2 id="carriers">{t('channels.carriers.title')}</h2>
      {carriers.map(({ code, name, amiss, lastMessageAt }) => (
        <div key={code} className={classes.hook}>
          <span className={classes.name}>{name}</span>
          <span className={classes.soft}>
            {lastMessageAt === null
              ? t('channels.carriers.never')
              : t('channels.carriers.last', { time: moment(lastMessageAt, clock.now()) })}
          </span>
          {amiss > 0 && <span className={classes.failure}>{t('channels.carriers.amiss', { count: amiss })}</span>}
        </div>
      ))}
    </section>
  )
}
