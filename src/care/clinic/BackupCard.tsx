import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { post } from '../../ui/api.ts'
import { useAct, useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { say } from '../../ui/said.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { ago, dayAndClock } from '../../ui/words.ts'
import type { BackupAnswer } from './backup.wire.ts'
import { backupWords } from './backupWords.ts'

const PATH = '/api/backup'
/** While one is under way, and while nobody does anything. */
const [SOON_MS, LATER_MS] = [2_000, 60_000]

/** When the last backup was made. A failed or missing one is the first thing the card says. */
export function BackupCard() {
  const backup = useGet<BackupAnswer>(PATH)
  const { busy, error, act } = useAct()
  const { refetch, data } = backup
  const underWay = data?.busy ?? false
  useEffect(() => {
    const again = setInterval(() => void refetch(), underWay ? SOON_MS : LATER_MS)
    return () => clearInterval(again)
  }, [refetch, underWay])
  const now = async () => {
    const answer = await act(() => post<{ readonly asked: boolean }>(PATH, {}))
    if (answer) say(answer.asked ? 'A backup begins' : 'One is under way already')
    await refetch()
  }
  const acts = data?.canAsk && (
    <Button variant="light" loading={busy || underWay} onClick={() => void now()}>
      Back up now
    </Button>
  )
  return (
    <Card title="Backups" says="Everything in one encrypted file. Without its passphrase nobody can open it." acts={acts} tone={toneOf(data)}>
      <ErrorNote error={backup.error ?? error} />
      {backup.isPending && <Waiting rows={2} />}
      {data && <Standing of={data} />}
    </Card>
  )
}

const toneOf = (of: BackupAnswer | undefined) => (of?.standing === 'failed' ? 'alert' : of?.standing === 'late' ? 'due' : 'plain')

function Standing({ of }: { readonly of: BackupAnswer }) {
  const zone = useZone()
  const now = useNow()
  const { standing, good, failed, daily, busy } = of
  const when = (at: string) => `${dayAndClock(at as Instant, zone)}, ${ago(at as Instant, now)}`
  const warning = backupWords(of, when)
  return (
    <div className="wm-stack">
      {warning && (
        <Note tone={standing === 'failed' ? 'alert' : 'due'} title={warning.title}>
          {warning.says}
        </Note>
      )}
      <Facts
        of={[
          ['Last backup', good ? when(good.at) : 'none yet'],
          ...(failed ? ([['Last try', `failed ${when(failed.at)}`]] as const) : []),
          ['Every day', daily ? `at ${daily.at} (${daily.zone}); the last ${daily.keep} are kept` : 'not arranged at this server'],
          ...(busy ? ([['Now', 'one is being made']] as const) : []),
        ]}
      />
      {good && (
        <p className="wm-soft wm-break">
          {good.file}, {(good.bytes / 1e6).toFixed(1)} MB
        </p>
      )}
    </div>
  )
}
