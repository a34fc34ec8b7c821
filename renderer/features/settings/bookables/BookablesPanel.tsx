import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import type { BoardResource, Service } from '../../../app/terminal.ts'
import { useLive } from '../../../app/useLive.ts'
import { servicesHere } from '../../bookings/servicesHere.ts'
import settings from '../SettingsScreen.module.css'
import { OutOfUseDialog } from './OutOfUseDialog.tsx'
import { OutOfUseList } from './OutOfUseList.tsx'
import { ResourceDialog } from './ResourceDialog.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'

type Open =
  | { readonly type: 'service'; readonly service: Service | null }
  | { readonly type: 'resource'; readonly resource: BoardResource | null }
  | { readonly type: 'out_of_use'; readonly resource: BoardResource }

interface RowProps {
  readonly name: string
  readonly about: readonly string[]
  readonly onChange: () => void
}

const Row = ({ name, about, onChange }: RowProps) => {
  const { t } = useTranslation()
  return (
    <li className={settings.row}>
      <span>
        {name}
        <span className={settings.hint}>{about.join(' · ')}</span>
      </span>
      <Button variant="default" aria-label={t('bookables.changeOne', { name })} onClick={onChange}>
        {t('bookables.change')}
      </Button>
    </li>
  )
}

/** What can be booked, and with whom: a manager's. Tables are drawn on the floor plan. */
export const BookablesPanel = () => {
  const { t } = useTranslation()
  const board = useLive(useTerminal().bookings.board)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const here = new Set(servicesHere(board))
  const others = board.resources.filter(({ kind, active }) => active && kind !== 'table')
  return (
    <section className={settings.part} aria-labelledby="bookables">
      <div className={settings.row}>
        <h2>
          <span id="bookables">{t('bookables.title')}</span>
          <span className={settings.hint} style={{ fontWeight: 400 }}>
            {t('bookables.hint')}
          </span>
        </h2>
        <Group>
          <Button variant="default" onClick={() => setOpen({ type: 'resource', resource: null })}>
            {t('bookables.resource.open')}
          </Button>
          <Button variant="default" onClick={() => setOpen({ type: 'service', service: null })}>
            {t('bookables.service.open')}
          </Button>
        </Group>
      </div>
      {board.services.length === 0 && <p className={settings.hint}>{t('bookables.none')}</p>}
      <ul className={settings.list} aria-label={t('bookables.list')}>
        {board.services.map((service) => (
          <Row
            key={service.code}
            name={service.name}
            about={[
              t('bookables.minutes', { amount: service.durationMinutes }),
              ...service.needs.map(({ kind, skill }) =>
                skill === undefined ? t(`bookables.kind.${kind}`) : `${t(`bookables.kind.${kind}`)} (${skill})`,
              ),
              ...(here.has(service) ? [] : [t('bookables.notHere')]),
            ]}
            onChange={() => setOpen({ type: 'service', service })}
          />
        ))}
        {others.map((resource) => (
          <Row
            key={`${resource.kind} ${resource.code}`}
            name={resource.name}
            about={[t(`bookables.kind.${resource.kind}`), ...resource.skills]}
            onChange={() => setOpen({ type: 'resource', resource })}
          />
        ))}
      </ul>
      {open?.type === 'service' && <ServiceDialog service={open.service} onClose={close} />}
      <OutOfUseList />
      {open?.type === 'resource' && (
        <ResourceDialog
          resource={open.resource}
          onOutOfUse={(resource) => setOpen({ type: 'out_of_use', resource })}
          onClose={close}
        />
      )}
      {open?.type === 'out_of_use' && (
        <OutOfUseDialog code={open.resource.code} name={open.resource.name} onDone={close} onClose={close} />
      )}
    </section>
  )
}
