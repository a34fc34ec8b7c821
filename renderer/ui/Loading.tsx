import { Skeleton, type SkeletonProps, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props extends Omit<SkeletonProps, 'children'> {
  /** What is waited for; by default that something is loading. */
  readonly what?: string
}

/** Stands where the hub's answer will stand, as high as it will be, and says so to those who do not see it. */
export const Loading = ({ what, ...skeleton }: Props) => {
  const { t } = useTranslation()
  return (
    <div role="status">
      <VisuallyHidden>{what ?? t('common.loading')}</VisuallyHidden>
      <Skeleton {...skeleton} />
    </div>
  )
}
