import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCarrier, ChannelBoard } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { CarrierDialog } from './CarrierDialog.tsx'
import { Messages } from './Messages.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import classes from './WebhookList.module.css'

type Asking = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly carrier: BoardCarrier }

const Carrier = ({ carrier, onAsk }: { readonly carrier: BoardCarrier; readonly onAsk: (asking: Asking) => void }) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  const { questions } = useGround()
  const { code, name, amiss, lastMessageAt } = carrier
  return (
    <div className={classes.hook}>
      <span className={classes.name}>{name}</span>
      <span className={classes.soft}>
        {lastMessageAt === null
          ? t('channels.carriers.never')
          : t('channels.carriers.last', { time: moment(lastMessageAt, clock.now()) })}
      </span>
      {amiss > 0 && <span className={classes.failure}>{t('channels.carriers.amiss', { count: amiss })}</span>}
      <Button variant="subtle" size="sm" onClick={() => onAsk({ what: 'change', carrier })}>
        {t('channels.carriers.change', { name })}
      </Button>
      <Button variant="subtle" size="sm" onClick={() => onAsk({ what: 'remove', carrier })}>
        {t('channels.carriers.remove', { name })}
      </Button>
      <Messages of={`carrier ${code}`} ask={() => questions.carrierMessages(code)} />
    </div>
  )
}

/** Who brings parcels, whether somebody has to look at what they told, and setting them up. */
export const CarrierList = ({ carriers }: Pick<ChannelBoard, 'carriers'>) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  return (
    <section className={classes.part} aria-labelledby="carriers">
      <h2 id="carriers">{t('channels.carriers.title')}</h2>
      {carriers.length === 0 && <p className={classes.soft}>{t('channels.carriers.none')}</p>}
      {carriers.map((carrier) => (
        <Carrier key={carrier.code} carrier={carrier} onAsk={setAsking} />
      ))}
      <Button variant="default" size="sm" mt="xs" onClick={() => setAsking({ what: 'add' })}>
        {t('channels.carriers.add')}
      </Button>
      {asking?.what === 'add' && <CarrierDialog carrier={null} onClose={close} />}
      {asking?.what === 'change' && <CarrierDialog carrier={asking.carrier} onClose={close} />}
      {asking?.what === 'remove' && (
        <RemoveDialog
          title={t('channels.carriers.removeTitle', { name: asking.carrier.name })}
          text={t('channels.carriers.removeText')}
          submit={t('channels.carriers.removeSubmit')}
          onRemove={() => questions.removeCarrier(asking.carrier.code)}
          onClose={close}
        />
      )}
    </section>
  )
}
