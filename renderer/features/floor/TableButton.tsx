import { TriangleAlert } from 'lucide-react'
import type { CSSProperties, KeyboardEvent, PointerEvent, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Placement } from '../../app/terminal.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './Plan.module.css'
import { fuseOf, type TableView } from './tableState.ts'
import type { MoveObstacle } from './useMoveTargets.ts'
import { useTableWords } from './useTableWords.ts'

export interface TableButtonProps {
  readonly view: TableView
  /** In pixels, from the corner of the plan. */
  readonly at: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  readonly placement: Pick<Placement, 'shape' | 'turned'>
  readonly isChosen: boolean
  /** Why a guest who is being moved cannot go there; null if nothing stands in the way. */
  readonly obstacle?: MoveObstacle | null
  readonly ref?: Ref<HTMLButtonElement>
  readonly onChoose: () => void
  readonly onPointerDown?: (event: PointerEvent<HTMLButtonElement>) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLButtonElement>) => void
}

/** One table on the plan: its shape, how it stands by fill, outline and word, who is there, and the fuse. */
export const TableButton = ({ view, at, placement, isChosen, obstacle, ...rest }: TableButtonProps) => {
  const { t } = useTranslation()
  const words = useTableWords()
  const fuse = fuseOf(view)
  const { guest, short, spoken } = words(view)
  const style: CSSProperties = { left: at.left, top: at.top, width: at.width, height: at.height }
  const { onChoose, ...handlers } = rest
  return (
    <button
      type="button"
      className={classes.table}
      style={style}
      data-table={view.resource.code}
      data-state={view.state}
      data-chosen={isChosen}
      data-blocked={obstacle !== undefined && obstacle !== null}
      aria-pressed={isChosen}
      onClick={onChoose}
      {...handlers}
    >
      <span
        className={classes.shape}
        data-shape={placement.shape}
        style={{ transform: `rotate(${placement.turned}deg)` }}
        aria-hidden
      />
      <span className={classes.label}>
        <span className={classes.name}>
          {view.isDoubleBooked && <TriangleAlert size={16} aria-label={t('floor.twoParties')} />}
          {view.resource.name}
        </span>
        {guest !== null && <span className={classes.guest}>{guest}</span>}
        <span className={classes.short}>{obstacle?.short ?? short}</span>
        {fuse !== null && (
          <span className={classes.fuse} aria-hidden>
            <Fuse
              layout="bar"
              placedAt={fuse.from}
              expiresAt={fuse.to}
              state={view.booking?.sent === false ? 'asked' : 'burning'}
            />
          </span>
        )}
        <span className={classes.spoken}>{obstacle?.text ?? spoken}</span>
      </span>
    </button>
  )
}
