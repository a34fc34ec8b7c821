import { z } from 'zod'
import type { Plan } from './plan.ts'

/** What a plan shows besides seats, such as the stage: a rectangle, a text, or both. Positions as those of seats. */
export interface HallArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly text: string
}

const point = z.looseObject({ x: z.number(), y: z.number() })
const areaSchema = z.looseObject({
  position: point,
  rectangle: z.looseObject({ width: z.number(), height: z.number() }).optional(),
  text: z.looseObject({ text: z.string().max(200) }).optional(),
})
const zoneSchema = z.looseObject({ areas: z.array(z.unknown()).max(1_000).optional() })

/** The areas of a plan that can be drawn by their rectangle. Other shapes that pretix knows are left out: they only decorate. */
export const areasOf = ({ zones }: Plan): HallArea[] =>
  zones.flatMap((zone) => {
    const { areas = [] } = zoneSchema.catch({}).parse(zone)
    return areas.flatMap((one) => {
      const { data: area } = areaSchema.safeParse(one)
      if (area?.rectangle === undefined) return []
      const { width, height } = area.rectangle
      const [x, y] = [zone.position.x + area.position.x, zone.position.y + area.position.y]
      return [{ x, y, width, height, text: area.text?.text ?? '' }]
    })
  })
