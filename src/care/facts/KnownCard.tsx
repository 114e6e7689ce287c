import { Button } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { many } from '../../ui/words.ts'
import type { CatalogueSeen, FactsSeen } from './answers.ts'
import { FactForm } from './FactForm.tsx'
import { ImportRecord } from './ImportRecord.tsx'
import { KnownSection } from './KnownSection.tsx'
import { sections } from './known.ts'
import { NotUnderstood } from './NotUnderstood.tsx'
import './facts.css'

/** What is known of this person, from whom and from when; imports and single entries of staff go in here. */
export function KnownCard({ id }: { readonly id: string }) {
  const facts = useGet<FactsSeen>(`/api/patients/${id}/facts`)
  const catalogue = useGet<CatalogueSeen>('/api/fact-catalogue')
  if (facts.data && catalogue.data) return <Known id={id} facts={facts.data} catalogue={catalogue.data} />
  return (
    <Card title="What is known">
      {facts.error || catalogue.error ? (
        <ErrorNote error={facts.error ?? catalogue.error} again={() => void Promise.all([facts.refetch(), catalogue.refetch()])} />
      ) : (
        <Waiting rows={3} height={44} gap={8} />
      )}
    </Card>
  )
}

type Props = { readonly id: string; readonly facts: FactsSeen; readonly catalogue: CatalogueSeen }

function Known({ id, facts, catalogue }: Props) {
  const [doing, setDoing] = useState<'nothing' | 'add' | 'import'>('nothing')
  const may = useMay()
  const known = sections(catalogue.facts, facts.statements)
  const count = known.reduce((sum, section) => sum + section.known.length, 0)
  const writes = may('facts.write')
  const done = () => setDoing('nothing')
  const acts = doing === 'nothing' && (
    <>
      {may('facts.import') && (
        <Button variant="default" onClick={() => setDoing('import')}>
          Import a record
        </Button>
      )}
      {writes && (
        <Button variant="light" onClick={() => setDoing('add')}>
          Add a fact
        </Button>
      )}
    </>
  )
  return (
    <Card title="What is known" says={count > 0 ? many(count, 'fact') : undefined} acts={acts} flush>
      {doing === 'import' && <ImportRecord id={id} done={done} />}
      {doing === 'add' && <FactForm id={id} catalogue={catalogue} done={done} />}
      {count === 0 && doing === 'nothing' && (
        <Empty title="Nothing is known yet">What the patient answers, what staff enter and what records say is gathered here.</Empty>
      )}
      {known.map((section) => (
        <KnownSection key={section.name} id={id} section={section} catalogue={catalogue} now={facts.serverTime} writes={writes} />
      ))}
      <NotUnderstood facts={facts} catalogue={catalogue} />
    </Card>
  )
}
