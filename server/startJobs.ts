import { startOfferJob } from './bookings/offerJob.ts'
import { createCheckoutKeys } from './checkout/checkoutKeys.ts'
import { startStockJob } from './connectors/stockJob.ts'
import { startHousekeepingJob } from './housekeeping/housekeepingJob.ts'
import { createMailer } from './mail/mailer.ts'
import { startMailJob } from './mail/mailJob.ts'
import type { MailSettings } from './mail/mailSettings.ts'
import { newId } from './newId.ts'
import { startReminderJob } from './orders/reminderJob.ts'
import { startOverviewJob } from './overview/overviewJob.ts'
import { startStatementJob } from './payments/statementJob.ts'
import type { Core, Parts } from './startCore.ts'
import { isLoopback } from './webhooks/addresses.ts'
import { startWebhookJob } from './webhooks/webhookJob.ts'

/** What a hub does that nobody waits for: offers to waiting guests, reminders and letters, what others are told, the day's figures, tidying. */
export const startJobs = async (parts: Parts, { arbiter, feed }: Core): Promise<void> => {
  const { settings, log, metrics, open, undo } = parts
  const keep = (name: string, job: { stop(): Promise<unknown> }): void => undo(name, () => job.stop())
  const ofOrders = { sql: open(1, 'reminders'), arbiter, newId, log }
  keep('reminders', startReminderJob(ofOrders))
  keep('statements', startStatementJob(ofOrders))
  if (settings.mail !== null) await startLetters(parts, settings.mail)
  keep(
    'waiting list',
    startOfferJob({ sql: open(2, 'waiting list'), arbiter, feed, log, newId, onOffered: metrics.offered }),
  )
  const mayBePrivate = isLoopback(settings.host)
  const onDelivered = metrics.webhooksDelivered
  keep('webhooks', startWebhookJob({ sql: open(2, 'webhooks'), feed, log, mayBePrivate, onDelivered }))
  keep('shops', startStockJob({ sql: open(2, 'shops'), feed, log, mayBePrivate }))
  keep('overview', startOverviewJob({ sql: open(1, 'overview'), feed, log }))
  const { ages } = settings
  keep(
    'housekeeping',
    startHousekeepingJob({ sql: open(1, 'housekeeping'), feed, ages, log, onPutAway: metrics.putAway }),
  )
}

const startLetters = async ({ settings: { publicUrl }, log, open, undo }: Parts, mail: MailSettings): Promise<void> => {
  const mailer = await createMailer(mail)
  const sql = open(2, 'mail')
  const letters = startMailJob({ sql, mailer, keys: createCheckoutKeys(sql), publicUrl, log })
  undo('letters', async () => {
    await letters.stop()
    mailer.close()
  })
}
