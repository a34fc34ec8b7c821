import { notifications } from '@mantine/notifications'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'

/** What every test of screens begins and ends with: files share one page, and none finds in it what another left. */

// React notes where each element was made, and the runner has a stack told a hundred deep: that was a fifth of these tests' time.
Error.stackTraceLimit = 10

// On a busy machine what is waited for may come late; what never comes is told all the same.
configure({ asyncUtilTimeout: 20_000 })

// A search within an act leaves it on, and what is shown afterwards by itself never would be.
beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }))

afterEach(() => {
  cleanup()
  notifications.clean()
})
