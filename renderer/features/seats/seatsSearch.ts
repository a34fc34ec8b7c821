import { z } from 'zod'

/** What the address of the box office says: the event that is shown; without one, the list. */
export const seatsSearch = z.object({ event: z.string().optional().catch(undefined) })
