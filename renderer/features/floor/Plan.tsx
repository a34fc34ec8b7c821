import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from './Plan.module.css'
import { extentOf, type Extent, type Placed, scaleFor } from './planLayout.ts'
import { TableButton } from './TableButton.tsx'
import type { TableView } from './tableState.ts'
import type { MoveObstacle } from './useMoveTargets.ts'
import { useTableDrag } from './useTableDrag.ts'

/** Nothing that a finger has to meet is smaller. */
const leastPx = 64

/** Where a table lies on the screen; small ones grow around their middle. */
const boxOf = ({ placement }: Placed, extent: Extent, scale: number) => {
  const width = Math.max(leastPx, placement.width * scale)
  const height = Math.max(leastPx, placement.height * scale)
  return {
    left: (placement.x - extent.x) * scale - width / 2,
    top: (placement.y - extent.y) * scale - height / 2,
    width,
    height,
  }
}

export interface PlanProps {
  readonly area: string
  readonly placed: readonly Placed[]
  readonly views: readonly TableView[]
  readonly chosen: string | null
  /** By code: why a guest who is being moved cannot go there, null where nothing stands in the way; without one nobody is being moved. */
  readonly obstacles: ReadonlyMap<string, MoveObstacle | null> | null
  readonly onChoose: (code: string) => void
  /** Set while tables are being put into place. */
  readonly onPlace?: (code: string, x: number, y: number) => void
}

/** A room as it is: its tables where they stand. */
export const Plan = ({ area, placed, views, chosen, obstacles, onChoose, onPlace }: PlanProps) => {
  const { t } = useTranslation()
  const { ref, width, height } = useElementSize()
  const steady = extentOf(placed)
  const scale = scaleFor(steady, Math.max(320, width), Math.max(260, height))
  const drag = useTableDrag(scale, onPlace)
  return (
    <section
      ref={ref}
      className={classes.plan}
      data-editing={onPlace !== undefined}
      aria-label={t('floor.plan', { area })}
    >
      <div className={classes.room} style={{ width: steady.width * scale, height: steady.height * scale }}>
        {placed.map((each) => {
          const view = views.find(({ resource }) => resource.code === each.code)
          if (view === undefined) return null
          const shown = drag.moved(each)
          return (
            <TableButton
              key={each.code}
              view={view}
              placement={shown.placement}
              at={boxOf(shown, steady, scale)}
              isChosen={chosen === each.code}
              {...(obstacles === null ? {} : { obstacle: obstacles.get(each.code) ?? null })}
              {...drag.handlers(each, () => onChoose(each.code))}
              onChoose={() => onChoose(each.code)}
            />
          )
        })}
      </div>
    </section>
  )
}
