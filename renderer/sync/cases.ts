import { type CaseData, caseIdOf, type CaseOf, type CaseType } from '../../shared/protocol/cases.ts'

type SomeCase = CaseOf<CaseType>
export type Cases = ReadonlyMap<string, SomeCase>

const isOf = <T extends CaseType>(one: SomeCase, type: T): one is CaseOf<T> => one.type === type

/** What the cases of one type are about. */
export function* casesOf<T extends CaseType>(cases: Cases, type: T): Iterable<CaseData<T>> {
  for (const one of cases.values()) if (isOf(one, type)) yield one.data
}

/** What one case is about; null if there is none of that type. */
export const caseOf = <T extends CaseType>(cases: Cases, type: T, id: string): CaseData<T> | null => {
  const one = cases.get(caseIdOf(type, id))
  return one !== undefined && isOf(one, type) ? one.data : null
}
