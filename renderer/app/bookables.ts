import type { Hours, ResourceInput, ResourceKind, ServiceInput } from '../../shared/bookings/resources.ts'

export interface WrittenResource {
  readonly code: string
  readonly isNew: boolean
  readonly resource: Omit<ResourceInput, 'location'>
}

export interface WrittenService {
  readonly code: string
  readonly isNew: boolean
  readonly service: ServiceInput
}

/** What is still to come, or going on, of what was booked on a table, a person or a room. */
export interface BookedAhead {
  readonly bookings: number
  readonly firstAt: number | null
}

/** One that is not used any more. */
export interface OutOfUse extends BookedAhead {
  readonly code: string
  readonly kind: ResourceKind
  readonly name: string
}

/** What is asked of the hub about what can be booked. A manager's. */
export interface BookableQuestions {
  /** Makes or changes a table, a person or a room of this location as a whole. @returns false if its code is another's */
  saveResource(resource: WrittenResource): Promise<boolean>
  /** Makes or changes a service of the shop as a whole. @returns false if a new one is there already */
  saveService(service: WrittenService): Promise<boolean>
  /** Null if there is none of this code here any more. */
  aheadOf(code: string): Promise<BookedAhead | null>
  /** What this location does not use any more, by name. */
  outOfUse(): Promise<readonly OutOfUse[]>
  /** Takes one out of use, or back into it; what is booked on it stays. @returns false if there is none of this code here any more */
  setInUse(code: string, isInUse: boolean): Promise<boolean>
  /** Sets when one can be had. @returns false if there is none of this code here any more */
  saveHours(code: string, hours: Hours): Promise<boolean>
}
