import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { FastifyInstance } from 'fastify'
import { adminChannel, Callers, publicChannel } from '../../auth/callers.ts'
import type { Hub } from '../hub.ts'
import type { People } from '../people.ts'
import { createCheckoutKeys } from '../../checkout/checkoutKeys.ts'
import { checkoutRoutes } from '../public/checkoutRoutes.ts'
import { publicRoutes } from '../public/publicRoutes.ts'
import { validatorCompiler } from '../validation.ts'
import { authenticate } from './authenticate.ts'
import { availabilityRoutes } from './availabilityRoutes.ts'
import { bookingRoutes } from './bookingRoutes.ts'
import { calendarRoutes } from './calendarRoutes.ts'
import { carrierRoutes } from './carrierRoutes.ts'
import { changeRoutes } from './changeRoutes.ts'
import { connectorRoutes } from './connectorRoutes.ts'
import { customerRoutes } from './customerRoutes.ts'
import { exportRoutes } from './exportRoutes.ts'
import { eventRoutes } from './eventRoutes.ts'
import { flashSaleRoutes } from './flashSaleRoutes.ts'
import { holdRoutes } from './holdRoutes.ts'
import { importRoute } from './importRoute.ts'
import { itemRoutes } from './itemRoutes.ts'
import { orderRoutes } from './orderRoutes.ts'
import { payRoute } from './payRoute.ts'
import { placeOrderRoute } from './placeOrderRoute.ts'
import { queueRoutes } from './queueRoutes.ts'
import { refundRoutes } from './refundRoutes.ts'
import { paymentRoutes } from './paymentRoutes.ts'
import { limitRoutes } from './limitRoutes.ts'
import { openApi, openApiRoutes } from './openapi.ts'
import { overviewRoute } from './overviewRoute.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { preorderRoutes } from './preorderRoutes.ts'
import { resourceRoutes } from './resourceRoutes.ts'
import { serviceRoutes } from './serviceRoutes.ts'
import { createViewing } from './viewing.ts'
import { sessionRoutes } from './sessionRoutes.ts'
import { setUpRoutes } from './setUpRoutes.ts'
import { statementRoutes } from './statementRoutes.ts'
import { stockRoutes } from './stockRoutes.ts'
import { webhookRoutes } from './webhookRoutes.ts'
import { ticketRoutes } from './ticketRoutes.ts'
import { voucherRoutes } from './voucherRoutes.ts'
import { returnRoutes } from './returnRoutes.ts'
import { transferRoutes } from './transferRoutes.ts'
import { waitingRoutes } from './waitingRoutes.ts'

/** The version of the contract, as the document tells it; `v1` of the address changes only when a caller would break. */
const contractVersion = '1.0.0'

/** REST v1, in a scope of its own: keys, limits and schemas are for these routes alone. */
export const restApi = async (app: FastifyInstance, hub: Hub, people: People): Promise<void> => {
  const rest = app.withTypeProvider<ZodTypeProvider>()
  rest.setValidatorCompiler(validatorCompiler)
  rest.setSerializerCompiler(serializerCompiler)
  const callers = new Callers({
    sql: hub.sql,
    adminKey: hub.settings.adminKey,
    now: hub.monotonicNow,
    onFault: (error) => hub.log.warn({ err: error }, 'a look-up of keys failed'),
  })
  const forget = (): void => {
    callers.forget()
    people.forget()
  }
  await openApi(rest, contractVersion)
  await authenticate(rest, callers, hub.sessions)
  const keys = createCheckoutKeys(hub.sql)
  setUpRoutes(rest, hub, forget)
  limitRoutes(rest, hub)
  flashSaleRoutes(rest, hub)
  itemRoutes(rest, hub)
  await importRoute(rest, hub)
  stockRoutes(rest, hub)
  holdRoutes(rest, hub)
  placeOrderRoute(rest, hub, keys)
  payRoute(rest, hub)
  orderRoutes(rest, hub)
  refundRoutes(rest, hub)
  returnRoutes(rest, hub)
  transferRoutes(rest, hub)
  await paymentRoutes(rest, hub, keys)
  await statementRoutes(rest, hub)
  bookingRoutes(rest, hub)
  waitingRoutes(rest, hub)
  resourceRoutes(rest, hub)
  serviceRoutes(rest, hub)
  availabilityRoutes(rest, hub)
  const viewing = createViewing(rest, hub)
  eventRoutes(rest, hub, viewing)
  ticketRoutes(rest, hub)
  publicRoutes(rest, hub, viewing, keys)
  checkoutRoutes(rest, hub, keys)
  await sessionRoutes(rest, hub)
  queueRoutes(rest, hub)
  voucherRoutes(rest, hub)
  preorderRoutes(rest, hub)
  calendarRoutes(rest, hub)
  changeRoutes(rest, hub)
  webhookRoutes(rest, hub)
  await connectorRoutes(rest, hub)
  await carrierRoutes(rest, hub)
  customerRoutes(rest, hub)
  overviewRoute(rest, hub)
  exportRoutes(rest, hub)
  peopleRoutes(rest, hub, forget)
  openApiRoutes(rest)
}

/** What an admin key holds, and what visitors of the public page hold, stands under channels of their own, so that everything that is held has one. */
export const ensureOwnChannels = async ({ sql }: Pick<Hub, 'sql'>): Promise<void> => {
  await sql`
    insert into channels (code, name, kind) values (${adminChannel}, 'Admin', 'web'), (${publicChannel}, 'Trang chọn ghế', 'web')
    on conflict do nothing`
}
