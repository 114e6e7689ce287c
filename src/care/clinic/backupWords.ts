type BackupState = {
  readonly standing: 'none' | 'good' | 'failed' | 'late'
  readonly daily: object | null
  readonly good: { readonly at: string } | null
  readonly failed: { readonly why: string } | null
}

/** What an owner has to be told about the backups; null where all is as it should be. `when` puts a moment into words. */
export function backupWords(
  { standing, good, failed, daily }: BackupState,
  when: (at: string) => string,
): { readonly title: string; readonly says: string } | null {
  if (standing === 'failed') return { title: 'The last backup failed', says: failed?.why ?? '' }
  if (standing === 'late')
    return {
      title: 'There should be a newer backup',
      says: good ? `The last one was made ${when(good.at)}. Tell whoever keeps the server.` : 'None has been made yet. Tell whoever keeps the server.',
    }
  if (!daily && !good)
    return { title: 'Nobody backs this clinic up', says: 'Tell whoever keeps the server: start Waymark with --backup-dir, see docs/operating.md.' }
  return null
}
