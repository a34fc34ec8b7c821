/** What the user can mend by another setting: told in one line that names it, and the hub ends with exit code 2. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

/** The code of an error of the system, such as `EACCES`, or null. */
export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
