import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useRouter } from '@tanstack/react-router'
import {
  Archive,
  ArchiveRestore,
  Banknote,
  CalendarClock,
  CalendarPlus,
  Hourglass,
  Languages,
  LogOut,
  type LucideIcon,
  Receipt,
  Search,
  SunMoon,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldForSearch } from '../../shared/text.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { mayAct } from '../../shared/protocol/roles.ts'
import { screens } from './screens.ts'
import { useGround } from './TerminalContext.tsx'
import { useLive, useLivePart } from './useLive.ts'
import { useOverScreen } from './useOverScreen.ts'
import { useSettled } from './useSettled.ts'
import { useHostDesk } from '../features/bookings/HostDeskContext.tsx'
import type { Desk } from '../features/counter/desk.ts'
import { useDesk } from '../features/counter/DeskContext.tsx'
import { useWriteDown } from '../features/waiting/useWaitingKey.ts'

const labelled = (id: string, label: string, Icon: LucideIcon) => ({
  id,
  label,
  leftSection: <Icon size={20} aria-hidden />,
})

const counterActions = (desk: Desk) =>
  [
    { id: 'pay', icon: Banknote, keys: 'F8', work: () => desk.askPay() },
    { id: 'park', icon: Archive, keys: 'F4', work: () => desk.dialog.set({ name: 'park' }) },
    { id: 'keep', icon: CalendarClock, keys: '⇧ F4', work: () => desk.askKeep() },
    { id: 'recall', icon: ArchiveRestore, keys: 'F6', work: () => desk.dialog.set({ name: 'recall' }) },
    { id: 'void', icon: Trash2, keys: 'Ctrl ⌫', work: () => void desk.askVoid() },
    { id: 'receipt', icon: Receipt, keys: 'F9', work: () => desk.showLastReceipt() },
  ] as const

/** Ctrl+K: go anywhere, do anything. */
export const CommandPalette = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const { terminal, preferences } = useGround()
  const { setColorScheme } = useMantineColorScheme()
  const desk = useDesk()
  const host = useHostDesk()
  const writeDown = useWriteDown()
  const books = useLivePart(terminal.bookings.board, ({ resources }) => resources.length > 0)
  const parked = useLive(terminal.counter.parked)
  const role = useLivePart(terminal.me, (person) => person?.role ?? 'staff')

  const [isShown, setShown] = useState(false)
  const isSettled = useSettled(isShown)
  useOverScreen(isShown, spotlight.close)

  const atCounter = (work: () => void) => () => {
    void router.navigate({ to: '/' })
    work()
  }
  const actions: SpotlightActionData[] = [
    ...screens
      .filter(({ least }) => mayAct(role, least))
      .map(({ id, path, icon }) => ({
        ...labelled(`go-${id}`, t('palette.go', { screen: t(`nav.${id}`) }), icon),
        onClick: () => void router.navigate({ to: path }),
      })),
    ...counterActions(desk).map(({ id, icon, keys, work }) => ({
      ...labelled(id, t(`palette.${id}`), icon),
      rightSection: <KeyHint keys={keys} />,
      onClick: atCounter(work),
    })),
    ...(books
      ? [
          {
            ...labelled('book', t('newBooking.title'), CalendarPlus),
            rightSection: <KeyHint keys="F7" />,
            onClick: () => host.asking.set({}),
          },
          {
            ...labelled('wait', t('waiting.add'), Hourglass),
            rightSection: <KeyHint keys="F10" />,
            onClick: writeDown,
          },
        ]
      : []),
    ...parked.map((cart) => ({
      ...labelled(`recall-${cart.id}`, t('palette.recallOne', { label: cart.label }), ArchiveRestore),
      onClick: atCounter(() => void desk.recall(cart)),
    })),
    ...(['light', 'dark', 'auto'] as const).map((theme) => ({
      ...labelled(theme, `${t('settings.theme.label')}: ${t(`settings.theme.${theme}`)}`, SunMoon),
      onClick: () => setColorScheme(theme),
    })),
    ...(['vi', 'en'] as const).map((language) => ({
      ...labelled(language, `${t('settings.language.label')}: ${t(`settings.language.${language}`)}`, Languages),
      onClick: () => preferences.update((all) => ({ ...all, language })),
    })),
    { ...labelled('sign-out', t('top.signOut'), LogOut), onClick: () => void terminal.signOut() },
  ]

  return (
    <Spotlight
      closeOnClickOutside={isSettled}
      actions={actions}
      onSpotlightOpen={() => setShown(true)}
      onSpotlightClose={() => setShown(false)}
      attributes={{ content: { 'aria-label': t('top.commands') } }}
      tagsToIgnore={[]}
      scrollable
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 0 }}
      maxHeight={480}
      nothingFound={t('palette.nothing')}
      filter={(query, all) => {
        const words = foldForSearch(query).split(/\s+/).filter(Boolean)
        return all.filter(
          (action) => 'label' in action && words.every((word) => foldForSearch(String(action.label)).includes(word)),
        )
      }}
      searchProps={{
        leftSection: <Search size={20} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  )
}
