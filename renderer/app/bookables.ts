import type { Hours, ResourceInput, ServiceInput } from '../../shared/bookings/resources.ts'

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

/** What is asked of the hub about what can be booked. A manager's. */
export interface BookableQuestions {
  /** Makes or changes a table, a person or a room of this location as a whole. @returns false if its code is another's */
  saveResource(resource: WrittenResource): Promise<boolean>
  /** Makes or changes a service of the shop as a whole. @returns false if a new one is there already */
  saveService(service: WrittenService): Promise<boolean>
  /** Sets when one can be had. @returns false if there is none of this code here any more */
  saveHours(code: string, hours: Hours): Promise<boolean>
}
