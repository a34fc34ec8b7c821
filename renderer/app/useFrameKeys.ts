import { useRouter } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { isPrintedNumber } from '../../shared/orders/saleReference.ts'
import { isTicketCode } from '../../shared/orders/tickets.ts'
import { onCounterKey } from '../features/counter/counterKeys.ts'
import { listenForScans } from './scanner/listenForScans.ts'
import { useDesk } from '../features/counter/DeskContext.tsx'

/** The quantity's field of the line that is chosen, or else of the last one. */
const focusQuantity = (): void => {
  const lines = [...document.querySelectorAll<HTMLElement>('li[data-sku]')]
  const line = lines.find(({ dataset }) => dataset['selected'] === 'true') ?? lines.at(-1)
  line?.querySelector('input')?.focus()
}

/** The keys and the scanner, which work wherever the focus is. */
export const useFrameKeys = (search: RefObject<HTMLInputElement | null>): void => {
  const router = useRouter()
  const desk = useDesk()

  useEffect(() => {
    const isShown = () => router.state.location.pathname === '/'
    const showCart = () => {
      if (!isShown()) void router.navigate({ to: '/' })
    }
    // What is sold at the box office is paid there.
    const show = () => {
      if (router.state.location.pathname !== '/seats') showCart()
    }
    const focusSearch = () => {
      search.current?.focus()
      search.current?.select()
    }
    const onKeyDown = (event: KeyboardEvent) => onCounterKey(event, desk, { show, isShown, focusSearch, focusQuantity })
    const onScan = (code: string) => {
      const taker = desk.scanTakers.present()
      if (taker !== null) return taker(code)
      desk.dialog.set(null)
      // A ticket is told of where it is scanned.
      if (isTicketCode(code)) show()
      else if (!isPrintedNumber(code)) showCart()
      void desk.scan(code)
    }
    // A receipt leads to its sale.
    const stopSeeking = desk.sought.subscribe(() => {
      if (desk.sought.get() !== null) void router.navigate({ to: '/orders' })
    })
    const stopScans = listenForScans(window, onScan)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stopSeeking()
      stopScans()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [router, desk, search])
}
