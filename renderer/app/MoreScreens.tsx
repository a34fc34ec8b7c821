import { Menu, UnstyledButton } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Rail.module.css'
import type { Screen } from './screens.ts'
import { useOverScreen } from './useOverScreen.ts'

/** The last entry of the rail: screens that are not needed all day. When one of them is open, the entry tells which. */
export const MoreScreens = ({ screens }: { readonly screens: readonly Screen[] }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const open = screens.find((screen) => screen.path === path)
  const [isShown, setShown] = useState(false)
  useOverScreen(isShown, () => setShown(false))
  const Icon = open?.icon ?? Ellipsis
  return (
    <Menu opened={isShown} onChange={setShown} position="right-end" withinPortal shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.link} aria-current={open === undefined ? undefined : 'page'}>
          <Icon size={24} strokeWidth={1.75} aria-hidden />
          <span>{t('nav.more')}</span>
          {open !== undefined && <span className={classes.spoken}>{t(`nav.${open.id}`)}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {screens.map(({ id, path: to, icon: ItsIcon }) => (
          <Menu.Item
            key={id}
            className={classes.item}
            aria-current={id === open?.id ? 'page' : undefined}
            leftSection={<ItsIcon size={20} strokeWidth={1.75} aria-hidden />}
            onClick={() => void navigate({ to })}
          >
            {t(`nav.${id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
