import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import classes from './VirtualTable.module.css'

const rowHeight = 56

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** The head's cells, each with `role="columnheader"`. */
  readonly head: ReactNode
  /** A row's cells, each with `role="gridcell"`. */
  readonly renderCells: (row: Row) => ReactNode
  readonly onOpen: (row: Row) => void
  /** Called when the end comes into sight. */
  readonly onEnd?: () => void
  readonly empty: ReactNode
}

/** Where a key leads from a row: so many rows down or up; undefined for any other key. */
const stepOf = (key: string, inSight: number, count: number): number | undefined =>
  ({ ArrowDown: 1, ArrowUp: -1, PageDown: inSight, PageUp: -inSight, Home: -count, End: count })[key]

/** A table of any length that scrolls like paper: only the rows in sight exist. Arrows walk, Enter opens. */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { label, rows, keyOf, head, renderCells, onOpen, onEnd, empty } = props
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
    onChange: (instance) => {
      const lastSeen = instance.range?.endIndex ?? 0
      if (onEnd !== undefined && rows.length > 0 && lastSeen >= rows.length - 10) onEnd()
    },
  })
  const shown = virtualizer.getVirtualItems()
  // The row that Tab reaches: the one walked to, or the first in sight once that one was scrolled away.
  const tabStop = shown.some(({ index }) => index === current) ? current : virtualizer.range?.startIndex

  const focusRow = (index: number) => {
    setCurrent(index)
    virtualizer.scrollToIndex(index)
    // The row may only exist after the scroll.
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, index: number, row: Row) => {
    const inSight = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1)
    const step = stepOf(event.key, inSight, rows.length)
    if (step !== undefined) focusRow(Math.min(rows.length - 1, Math.max(0, index + step)))
    else if (event.key === 'Enter' || event.key === ' ') onOpen(row)
    else return
    event.preventDefault()
  }

  return (
    <div className={classes.table}>
      <div className={classes.grid} role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
        <div className={classes.head} role="rowgroup">
          <div className={classes.row} role="row" aria-rowindex={1}>
            {head}
          </div>
        </div>
        <div ref={box} className={classes.body} role="rowgroup">
          <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
            {shown.map(({ index, key, start }) => {
              const row = rows[index]
              return row === undefined ? null : (
                <div
                  key={key}
                  role="row"
                  className={classes.row}
                  aria-rowindex={index + 2}
                  data-index={index}
                  data-key={keyOf(row)}
                  tabIndex={index === tabStop ? 0 : -1}
                  style={{ transform: `translateY(${start}px)` }}
                  onFocus={() => setCurrent(index)}
                  onClick={() => onOpen(row)}
                  onKeyDown={(event) => onKeyDown(event, index, row)}
                >
                  {renderCells(row)}
                </div>
              )
            })}
          </div>
        </div>
      </div>
      {rows.length === 0 && <div className={classes.empty}>{empty}</div>}
    </div>
  )
}
