import { ActionIcon, Button } from '@mantine/core'
import { Camera, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Photo } from '../../app/terminal.ts'
import classes from './Returns.module.css'
import { photoOf, urlOf } from './shrinkPhoto.ts'

/** `coming`: it was taken, and is being made small. */
export type TakenPhoto = Photo | 'coming' | null

interface PhotoFieldProps {
  readonly photo: TakenPhoto
  readonly onPhoto: (photo: TakenPhoto) => void
}

/** Takes a photo of what somebody sees: a tablet opens its camera, a computer asks for a file. */
export const PhotoField = ({ photo, onPhoto }: PhotoFieldProps) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    onPhoto('coming')
    const made = await photoOf(file).catch(() => null)
    setUnreadable(made === null)
    onPhoto(made)
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
      {photo === null || photo === 'coming' ? (
        <Button
          variant="default"
          loading={photo === 'coming'}
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
      {isUnreadable && (
        <p className={classes.late} role="alert">
          {t('returns.photo.unreadable')}
        </p>
      )}
    </div>
  )
}
