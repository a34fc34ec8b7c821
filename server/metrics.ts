import type { GateMetrics } from './gate/startGate.ts'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the hub's engine measures of itself, for `GET /metrics`. */
export interface Metrics extends GateMetrics {
  readonly registry: Registry
  batchSettled(size: number, milliseconds: number, way: 'short' | 'long'): void
  swept(expired: number, milliseconds: number): void
  offered(offers: number): void
  webhooksDelivered(deliveries: number): void
  putAway(of: string, rows: number): void
  committed(position: number): void
}

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const batchSize = new Histogram({
    name: 'holdfast_arbiter_batch_commands',
    help: 'Commands settled in one transaction, by the way it took.',
    labelNames: ['way'],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  })
  const batchTime = new Histogram({
    name: 'holdfast_arbiter_batch_seconds',
    help: 'How long a batch took, until it was committed.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const expiredHolds = new Counter({
    name: 'holdfast_expired_holds_total',
    help: 'Holds that the sweep ended at their deadline.',
    registers,
  })
  const sweepTime = new Histogram({
    name: 'holdfast_sweep_seconds',
    help: 'How long one sweep took.',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const offersMade = new Counter({
    name: 'holdfast_waiting_offers_total',
    help: 'Offers that this hub made to waiting guests.',
    registers,
  })
  const webhookDeliveries = new Counter({
    name: 'holdfast_webhook_deliveries_total',
    help: 'Changes that arrived at webhooks, sent by this hub.',
    registers,
  })
  const putAwayRows = new Counter({
    name: 'holdfast_put_away_total',
    help: 'Ended holds, old verdicts and old changes that this hub put away.',
    labelNames: ['of'],
    registers,
  })
  const feedPosition = new Gauge({
    name: 'holdfast_feed_position',
    help: 'The last position that this hub committed.',
    registers,
  })
  const gateAnswers = new Counter({
    name: 'holdfast_gate_answers_total',
    help: 'Requests for goods on flash sale, by what the gate did: refused, repeated (settled before), through, unseen (through, since it did not know).',
    labelNames: ['answer'],
    registers,
  })
  const gateDifference = new Gauge({
    name: 'holdfast_gate_difference_pieces',
    help: 'By how many pieces the count of the gate was wrong when it was last compared with the database.',
    registers,
  })
  const gateShared = new Gauge({
    name: 'holdfast_gate_redis_up',
    help: '1 while the gate counts in Redis; 0 while it counts in memory.',
    registers,
  })
  return {
    registry,
    batchSettled: (size, milliseconds, way) => {
      batchSize.observe({ way }, size)
      batchTime.observe(milliseconds / 1000)
    },
    swept: (expired, milliseconds) => {
      expiredHolds.inc(expired)
      sweepTime.observe(milliseconds / 1000)
    },
    offered: (offers) => offersMade.inc(offers),
    webhooksDelivered: (deliveries) => webhookDeliveries.inc(deliveries),
    putAway: (of, rows) => putAwayRows.inc({ of }, rows),
    committed: (position) => feedPosition.set(position),
    gateAnswered: (answer) => gateAnswers.inc({ answer }),
    gateDiffered: (pieces) => gateDifference.set(pieces),
    gateShared: (isUp) => gateShared.set(isUp ? 1 : 0),
  }
}
