import type { Platform } from '../../app/platform.ts'
import type { Questions } from '../../app/questions.ts'

/** Saves all codes of a campaign as a file, one a line; tells how many have come so far. @throws QuestionError */
export const downloadCodes = async (
  campaign: string,
  questions: Pick<Questions, 'codesOf'>,
  platform: Pick<Platform, 'saveFile'>,
  onFetched: (count: number) => void,
): Promise<void> => {
  const codes: string[] = []
  let cursor: string | null = null
  do {
    const page: { readonly rows: readonly string[]; readonly nextCursor: string | null } = await questions.codesOf(
      campaign,
      cursor,
    )
    for (const code of page.rows) codes.push(code)
    cursor = page.nextCursor
    onFetched(codes.length)
  } while (cursor !== null)
  await platform.saveFile(`vouchers-${campaign}.csv`, ['code', ...codes, ''].join('\n'))
}
