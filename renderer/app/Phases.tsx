import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { BrokenScreen, SecondTabScreen } from '../features/pairing/BrokenScreen.tsx'
import { CopyingScreen } from '../features/pairing/CopyingScreen.tsx'
import { PairAgainScreen } from '../features/pairing/PairAgainScreen.tsx'
import { PairingScreen } from '../features/pairing/PairingScreen.tsx'
import { StartingScreen } from '../features/pairing/StartingScreen.tsx'
import { SignInScreen } from '../features/signIn/SignInScreen.tsx'
import { HostDeskProvider } from '../features/bookings/HostDeskContext.tsx'
import { DeskProvider } from '../features/counter/DeskContext.tsx'
import { makeRouter } from './router.tsx'
import { useTerminal } from './TerminalContext.tsx'
import { useLive } from './useLive.ts'

const Ready = () => {
  const router = useMemo(() => makeRouter(), [])
  return (
    <DeskProvider>
      <HostDeskProvider>
        <RouterProvider router={router} />
      </HostDeskProvider>
    </DeskProvider>
  )
}

/** What the terminal can show in the phase that it is in. */
export const Phases = () => {
  const phase = useLive(useTerminal().phase)
  switch (phase.name) {
    case 'starting':
      return <StartingScreen />
    case 'unpaired':
      return <PairingScreen />
    case 'copying':
      return <CopyingScreen done={phase.done} />
    case 'signed_out':
      return <SignInScreen />
    case 'ready':
      return <Ready />
    case 'second_tab':
      return <SecondTabScreen />
    case 'pair_again':
      return <PairAgainScreen why={phase.why} />
    case 'broken':
      return <BrokenScreen why={phase.why} isWorking={phase.isWorking} detail={phase.detail} />
  }
}
