import type { Plan } from '../../shared/seating/plan.ts'

/** A seating plan of so many rows (A, B, …) of so many seats: `A1`, `A2`, …; the first row is of category `front`. */
export const planOf = (rows: number, seatsPerRow: number): Plan => ({
  name: 'Hall',
  size: { width: seatsPerRow * 30, height: rows * 40 },
  categories: [
    { name: 'front', color: '#123456' },
    { name: 'back', color: '#654321' },
  ],
  zones: [
    {
      name: 'Parkett',
      position: { x: 100, y: 50 },
      rows: Array.from({ length: rows }, (_, row) => {
        const letter = nameOf(row)
        return {
          row_number: letter,
          position: { x: 0, y: row * 40 },
          seats: Array.from({ length: seatsPerRow }, (_unused, seat) => ({
            seat_guid: `${letter}${seat + 1}`,
            seat_number: String(seat + 1),
            position: { x: seat * 30, y: 0 },
            category: row === 0 ? 'front' : 'back',
          })),
        }
      }),
    },
  ],
})

const nameOf = (row: number): string =>
  row < 26 ? String.fromCodePoint(65 + row) : `${nameOf(Math.floor(row / 26) - 1)}${nameOf(row % 26)}`
