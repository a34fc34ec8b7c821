import type { BoardGuest, WalkIn } from '../../app/terminal.ts'

/** Seats a waiting guest by hand; who they are goes along, so that nobody is lost if the hub never heard of them. */
export const seatAt = ({ id, service, party, customer, note }: BoardGuest, resources: readonly string[]): WalkIn => ({
  ...{ service, party, resources, waiting: id },
  ...(customer === null ? {} : { guest: customer }),
  ...(note === null ? {} : { note }),
})
