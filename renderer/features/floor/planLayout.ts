import type { BoardResource, Placement } from '../../app/terminal.ts'

/** A table with its place on the plan, in centimetres. */
export interface Placed {
  readonly code: string
  readonly placement: Placement
}

/** The stretch of a room that the plan shows, in centimetres. */
export interface Extent {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Tables stand on a grid of so many centimetres. */
export const gridCm = 10
const margin = 60
const least = { width: 700, height: 450 }
const mostCm = 10_000

const sizeFor = (maxParty: number | null): number => {
  if (maxParty === null || maxParty > 6) return 140
  return maxParty > 2 ? 100 : 80
}

/** Where tables stand that nobody has placed: in rows below one another. */
const unplaced = (resource: BoardResource, index: number, area: string): Placement => {
  const size = sizeFor(resource.maxParty)
  const [column, row] = [index % 6, Math.floor(index / 6)]
  return { area, x: 100 + column * 170, y: 100 + row * 170, width: size, height: size, turned: 0, shape: 'square' }
}

/** The rooms with their tables, in the order of their names; tables that nobody has placed come in a room of their own. */
export const roomsOf = (
  resources: readonly BoardResource[],
  otherwise: string,
): ReadonlyMap<string, readonly Placed[]> => {
  const rooms = new Map<string, Placed[]>()
  const areas = [...new Set(resources.flatMap(({ placement }) => placement?.area ?? []))].toSorted()
  for (const area of areas) rooms.set(area, [])
  let without = 0
  for (const resource of resources) {
    const placement = resource.placement ?? unplaced(resource, without++, otherwise)
    const room = rooms.get(placement.area) ?? []
    room.push({ code: resource.code, placement })
    rooms.set(placement.area, room)
  }
  return rooms
}

/** Half of what a table covers each way, turned as it is. */
const reach = ({ width, height, turned }: Placement): { x: number; y: number } => {
  const angle = (turned * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  return { x: (width * cos + height * sin) / 2, y: (width * sin + height * cos) / 2 }
}

/** What the plan has to show so that all tables are in sight with some room around them. */
export const extentOf = (placed: readonly Placed[]): Extent => {
  const edges = placed.map(({ placement }) => {
    const { x, y } = reach(placement)
    return { left: placement.x - x, right: placement.x + x, top: placement.y - y, bottom: placement.y + y }
  })
  const left = Math.min(...edges.map((edge) => edge.left), mostCm) - margin
  const top = Math.min(...edges.map((edge) => edge.top), mostCm) - margin
  if (edges.length === 0) return { x: 0, y: 0, ...least }
  const width = Math.max(...edges.map((edge) => edge.right)) + margin - left
  const height = Math.max(...edges.map((edge) => edge.bottom)) + margin - top
  return { x: left, y: top, width: Math.max(width, least.width), height: Math.max(height, least.height) }
}

/** How many pixels a centimetre has, so that all fits. */
export const scaleFor = (extent: Extent, width: number, height: number): number =>
  Math.max(0.2, Math.min(width / extent.width, height / extent.height, 1.4))

/** A point on the grid, within what a plan can have. */
export const onGrid = (centimetres: number): number =>
  Math.min(mostCm, Math.max(0, Math.round(centimetres / gridCm) * gridCm))
