import { Button, Menu, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { useLocation } from '@tanstack/react-router'
import { ChevronDown, Command, Hourglass, KeyRound, LogOut } from 'lucide-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ItemSearch } from '../features/counter/ItemSearch.tsx'
import { ChangePinDialog } from '../features/signIn/ChangePinDialog.tsx'
import { KeyHint } from '../ui/KeyHint.tsx'
import { useSecond } from '../ui/seconds.ts'
import { screens } from './screens.ts'
import { useTerminal } from './TerminalContext.tsx'
import classes from './TopBar.module.css'
import { useFormats } from './useFormats.ts'
import { useLive } from './useLive.ts'
import { useOverScreen } from './useOverScreen.ts'

const Clock = () => {
  const formats = useFormats()
  return <time className={classes.clock}>{formats.time(useSecond())}</time>
}

/** Who works here now, another PIN for them, and the way out. */
const Who = () => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const me = useLive(terminal.me)
  const [isShown, setShown] = useState(false)
  const [isChanging, setChanging] = useState(false)
  useOverScreen(isShown, () => setShown(false))
  if (me === null) return null
  return (
    <>
      <Menu opened={isShown} onChange={setShown} position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <UnstyledButton className={classes.who}>
            <span className={classes.name}>{me.name}</span>
            <span className={classes.role}>{t(`roles.${me.role}`)}</span>
            <ChevronDown className={classes.chevron} size={18} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<KeyRound size={18} aria-hidden />} onClick={() => setChanging(true)}>
            {t('people.ownPin.open')}
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={18} aria-hidden />} onClick={() => void terminal.signOut()}>
            {t('top.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && <ChangePinDialog onClose={() => setChanging(false)} />}
    </>
  )
}

/** Which screen this is, and where. */
const Place = () => {
  const { t } = useTranslation()
  const { location } = useLive(useTerminal().shop)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const screen = screens.find((each) => each.path === path)
  return (
    <div className={classes.place}>
      <h1 className={classes.screen}>{screen === undefined ? 'Holdfast' : t(`nav.${screen.id}`)}</h1>
      <span className={classes.shop}>{location?.name}</span>
    </div>
  )
}

export interface TopBarProps {
  readonly searchRef: Ref<HTMLInputElement>
  /** Where what is held has no place of its own: opens it. */
  readonly onShowHeld?: () => void
}

/** Scan or search from everywhere, what else can be done, and who is here. */
export const TopBar = ({ searchRef, onShowHeld }: TopBarProps) => {
  const { t } = useTranslation()
  return (
    <header className={classes.bar}>
      <Place />
      <div className={classes.search}>
        <ItemSearch inputRef={searchRef} />
      </div>
      <Button
        className={classes.command}
        variant="default"
        leftSection={<Command size={18} aria-hidden />}
        rightSection={<KeyHint keys="Ctrl K" />}
        onClick={() => spotlight.open()}
      >
        {t('top.commands')}
      </Button>
      {onShowHeld !== undefined && (
        <Button
          className={classes.held}
          variant="default"
          aria-label={t('held.title')}
          onClick={onShowHeld}
          leftSection={<Hourglass size={18} aria-hidden />}
        >
          {t('held.short')}
        </Button>
      )}
      <Clock />
      <Who />
    </header>
  )
}
