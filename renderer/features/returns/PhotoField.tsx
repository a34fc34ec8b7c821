import { ActionIcon, Button } from '@mantine/core'
import { Camera, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Photo } from '../../app/terminal.ts'
import classes from './Returns.module.css'
import { photoOf, urlOf } from './shrinkPhoto.ts'

/** Takes a photo of what somebody sees: a tablet opens its camera, a computer asks for a file. */
export const PhotoField = ({ photo, onPhoto }: { photo: Photo | null; onPhoto: (photo: Photo | null) => void }) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'idle' | 'busy' | 'unreadable'>('idle')
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    setState('busy')
    const made = await photoOf(file)
    setState(made === null ? 'unreadable' : 'idle')
    if (made !== null) onPhoto(made)
  }
  return (
    <div className={classes.photoField}>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={t('returns.photo.choose')}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0])
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      {photo === null ? (
        <Button
          variant="default"
          loading={state === 'busy'}
          leftSection={<Camera size={18} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('returns.photo.take')}
        </Button>
      ) : (
        <>
          <img src={urlOf(photo)} alt={t('returns.photo.taken')} />
          <ActionIcon variant="default" aria-label={t('returns.photo.remove')} onClick={() => onPhoto(null)}>
            <X size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
      {state === 'unreadable' && (
        <p className={classes.late} role="alert">
          {t('returns.photo.unreadable')}
        </p>
      )}
    </div>
  )
}
