import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './Returns.module.css'
import { urlOf } from './shrinkPhoto.ts'

/** A photo of the story: this terminal's own at once, any other from the hub. Larger when it is pressed. */
export const SeenPhoto = ({ hash, what }: { hash: string; what: string }) => {
  const { t } = useTranslation()
  const { terminal, questions } = useGround()
  const [isOpen, setOpen] = useState(false)
  const { data, isPending, refetch } = useQuery({
    queryKey: ['photo', hash],
    queryFn: async () => terminal.returns.photo(hash) ?? (await questions.returnPhoto(hash)),
    // What is known by its content never changes; what has not come yet may come.
    staleTime: ({ state }) => (state.data == null ? 0 : Infinity),
    retry: false,
  })
  if (isPending) return <Loading width={96} height={72} />
  if (data == null)
    return (
      <Button
        variant="subtle"
        size="sm"
        leftSection={<ImageOff size={18} aria-hidden />}
        onClick={() => void refetch()}
      >
        {t('returns.photo.away')}
      </Button>
    )
  return (
    <>
      <button type="button" className={classes.photo} onClick={() => setOpen(true)}>
        <img src={urlOf(data)} alt={t('returns.photo.of', { what })} />
      </button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} size="xl" title={what}>
        <img className={classes.photoLarge} src={urlOf(data)} alt={t('returns.photo.of', { what })} />
      </Dialog>
    </>
  )
}
