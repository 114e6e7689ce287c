import { useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { BackupCard } from './BackupCard.tsx'
import { ChairsCard } from './ChairsCard.tsx'
import type { ClinicAnswer } from './clinic.wire.ts'
import { DoorsCard } from './DoorsCard.tsx'
import { NameCard } from './NameCard.tsx'
import { TokensCard } from './TokensCard.tsx'

/** The clinic: its name and clock, its chairs, how its doors close, and what programs may come in. */
export function SettingsScreen() {
  const clinic = useGet<ClinicAnswer>('/api/clinic')
  const may = useMay()
  return (
    <Page title="Settings" tab="Settings" width="text">
      <ErrorNote error={clinic.error} again={() => void clinic.refetch()} />
      {clinic.isPending && <Waiting rows={3} height={200} gap={24} />}
      {clinic.data && (
        <>
          <NameCard clinic={clinic.data} />
          <ChairsCard chairs={clinic.data.chairs} />
          <DoorsCard />
          {may('token.manage') && <TokensCard />}
          {may('clinic.settings') && <BackupCard />}
        </>
      )}
    </Page>
  )
}
