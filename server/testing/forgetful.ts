/**
 * Settings of a PostgreSQL that no test kills: what would be lost with the machine's power need not be kept, so that its journal is written once, without
 * whole pages, and in no room that was made ready before.
 */
export const forgetful: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_init_zero: 'off',
}
