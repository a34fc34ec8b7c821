import type { BookingBoard, Service } from '../../app/terminal.ts'

/** The services that this location has anything for; those that need least come first. */
export const servicesHere = ({ services, resources }: BookingBoard): readonly Service[] =>
  services
    .filter(({ needs }) =>
      needs.every(({ kind, skill }) =>
        resources.some((one) => one.active && one.kind === kind && (skill === undefined || one.skills.includes(skill))),
      ),
    )
    .toSorted((a, b) => a.needs.length - b.needs.length)
