import { z } from 'zod'
import { eraseCustomer } from '../../customers/erase.ts'
import type { Hub } from '../hub.ts'
import { invalid } from '../problem.ts'
import { customerSchema } from './holdView.ts'
import type { RestApp } from './restApp.ts'

const count = z.int().min(0)
const countsSchema = z
  .object({
    ...{ holds: count, bookings: count, orders: count },
    waiting: count.meta({ description: 'guests who waited for a time or a table' }),
    queued: count.meta({ description: 'who queued for goods or seats' }),
  })
  .meta({ id: 'CustomerCounts' })

/** `/v1/customers`: what is known of those for whom things were. */
export const customerRoutes = (app: RestApp, hub: Hub): void => {
  app.post(
    '/v1/customers/erase',
    {
      config: { needs: 'admin' },
      schema: {
        ...{ tags: ['Customers'], summary: 'Erase what is known of a customer' },
        description:
          'Found by phone or e-mail, whichever is said, however it was written. Name, phone, e-mail and notes go from all that is over, also from what was put away; goods and ' +
          'money stay as they were. What goes on says whom it is for until it has ended (`kept`): ask again then. Asked again it erases what there is by then.',
        body: customerSchema.pick({ phone: true, email: true }),
        response: { 200: z.object({ erased: countsSchema, kept: countsSchema }) },
      },
    },
    async (request) => {
      const done = await eraseCustomer(hub, request.body, null)
      if (done === null) throw invalid([{ path: 'phone', message: 'a phone or an e-mail' }])
      const { erased, kept } = done
      return { erased: tell(erased), kept: tell(kept) }
    },
  )
}

const tell = ({ holds, holdsPutAway, ...counts }: Record<'holds' | 'holdsPutAway', number> & Tellable) => ({
  ...{ holds: holds + holdsPutAway, ...counts },
})
type Tellable = Omit<z.infer<typeof countsSchema>, 'holds'>
