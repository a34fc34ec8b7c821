import type { Command } from '../../../shared/protocol/commands.ts'
import type { Outbox } from '../outbox.ts'
import type { Picture } from '../picture.ts'
import type { Timers } from '../timers.ts'
import { BoxOfficeDesk, type BoxOfficeOptions } from './boxOffice.ts'
import { GiveBackAtStart } from './giveBackAtStart.ts'

export interface OpenBoxOfficeOptions extends Omit<BoxOfficeOptions, 'seats' | 'hold' | 'isSettled'> {
  readonly picture: Picture
  readonly outbox: Outbox
  readonly timers: Timers
  /** In whose name something is done that follows by itself; null while nobody has ever been signed in here. */
  readonly lastActor: () => string | null
  readonly broken: (error: unknown) => void
}

/** The box office, and what it does by itself. */
export interface OpenedBoxOffice {
  readonly desk: BoxOfficeDesk
  readonly stop: () => void
}

/** Puts the box office together from the picture and the outbox. */
export const openBoxOffice = (options: OpenBoxOfficeOptions): OpenedBoxOffice => {
  const { picture, outbox, clock, timers, location, newId, lastActor, carts, broken } = options
  const { seats } = picture
  const desk = new BoxOfficeDesk({
    ...options,
    seats,
    hold: (id) => picture.hold(id),
    isSettled: (id) => picture.isSettled(id),
  })
  const giveBack = new GiveBackAtStart({
    ...{ seats, outbox, timers, location, broken, now: () => clock.now() },
    give: async (command: Command) => {
      const actor = lastActor()
      if (actor === null) return false
      await outbox.add([{ id: newId(), command, actor, issuedAt: clock.now() }])
      return true
    },
  })
  const leave = seats.changed.subscribe(() => {
    desk.changed()
    giveBack.look()
    carts.publish()
  })
  giveBack.look()
  return {
    desk,
    stop: () => {
      leave()
      giveBack.stop()
    },
  }
}
