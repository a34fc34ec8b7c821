import { Box } from '@mantine/core'
import { Archive } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ParkedCart } from './ParkedCart.tsx'

/** The sales that were put aside; one touch brings one back. */
export const RecallDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const parked = useLive(terminal.counter.parked)
  return (
    <Dialog opened onClose={onClose} title={t('counter.recallAsk.title')} size="lg">
      {parked.length === 0 ? (
        <EmptyState icon={Archive} title={t('counter.recallAsk.emptyTitle')} text={t('counter.recallAsk.emptyText')} />
      ) : (
        // Room for the ring around the first.
        <Box pt={6}>
          {parked.map((cart, place) => (
            <ParkedCart key={cart.id} cart={cart} first={place === 0} />
          ))}
        </Box>
      )}
    </Dialog>
  )
}
