import { useTranslation } from 'react-i18next'
import type { Overview } from '../../app/questions.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from '../../ui/Tables.module.css'
import { WideTable } from '../../ui/WideTable.tsx'
import { busyChannels, conversionOf, sumOf } from './figures.ts'

const ages = ['quarter', 'hour', 'day', 'older'] as const

/** How much each channel holds, since when, and how much of it becomes a sale. */
export const ChannelTable = ({ overview }: { readonly overview: Overview }) => {
  const { t } = useTranslation()
  const { number, percent } = useFormats()
  const channels = busyChannels(overview)
  const rateOf = (channel: string): string => {
    const rate = conversionOf(sumOf(overview.days.filter((day) => day.channel === channel)))
    return rate === null ? '–' : percent(rate)
  }
  return (
    <section className={classes.part} aria-labelledby="held-by-channel">
      <h2 id="held-by-channel">{t('overview.channels.title')}</h2>
      {channels.length === 0 ? (
        <p className={classes.none}>{t('overview.channels.none')}</p>
      ) : (
        <WideTable>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('overview.channels.channel')}</th>
                <th scope="col">{t('overview.channels.holds')}</th>
                <th scope="col">{t('overview.channels.units')}</th>
                {ages.map((age) => (
                  <th key={age} scope="col">
                    {t(`overview.channels.${age}`)}
                  </th>
                ))}
                <th scope="col">{t('overview.channels.rate')}</th>
              </tr>
            </thead>
            <tbody>
              {channels.map(({ channel, name, holds, units, ages: of }) => (
                <tr key={channel}>
                  <th scope="row">{name}</th>
                  <td className={classes.strong}>{number(holds)}</td>
                  <td>{number(units)}</td>
                  {ages.map((age) => (
                    <td key={age}>{of[age] === 0 ? '–' : number(of[age])}</td>
                  ))}
                  <td>{rateOf(channel)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  )
}
