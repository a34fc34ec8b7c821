import { foldForSearch } from '../../../shared/text.ts'
import type { BoardCarrier, CarrierStep, WrittenCarrier } from '../../app/questions.ts'

/** What one state of a carrier means. */
export interface StateRow {
  readonly state: string
  readonly step: CarrierStep
}

export interface CarrierForm {
  readonly name: string
  readonly fields: WrittenCarrier['fields']
  readonly states: readonly StateRow[]
}

const begun: readonly StateRow[] = (['shipped', 'delivered', 'refused', 'unreachable'] as const).map((step) => ({
  ...{ state: '', step },
}))

/** A carrier as it is; a new one with a row for each of the usual states. */
export const carrierForm = (carrier: BoardCarrier | null): CarrierForm => ({
  name: carrier?.name ?? '',
  fields: carrier?.fields ?? { parcel: 'parcel', state: 'state', order: 'order' },
  states: carrier === null ? begun : Object.entries(carrier.states).map(([state, step]) => ({ state, step })),
})

/** What is said to the hub; rows that were left empty say nothing. */
export const writtenCarrier = ({ name, fields, states }: CarrierForm): WrittenCarrier => ({
  name: name.trim(),
  fields: { parcel: fields.parcel.trim(), state: fields.state.trim(), order: fields.order.trim() },
  states: Object.fromEntries(
    states.flatMap(({ state, step }) => (state.trim() === '' ? [] : [[state.trim(), step] as const])),
  ),
})

/** True if it can be said. */
export const isWhole = (carrier: WrittenCarrier): boolean =>
  carrier.name !== '' &&
  Object.values(carrier.fields).every((field) => field !== '') &&
  Object.keys(carrier.states).length > 0

/** The code under which a new carrier is called, after its name; empty if that has no letters, of whatever script. */
export const codeOf = (name: string): string =>
  Array.from(foldForSearch(name).replaceAll(/[^\p{L}\p{N}]+/gu, '-'))
    .slice(0, 40)
    .join('')
    .replaceAll(/^-|-$/g, '')
