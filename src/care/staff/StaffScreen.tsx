import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { AddPerson } from './AddPerson.tsx'
import type { Person, Shown, StaffList } from './answers.ts'
import { LinkOnce } from './LinkOnce.tsx'
import { PersonRow } from './PersonRow.tsx'

/** Who works here and as what. */
export function StaffScreen() {
  const answer = useGet<StaffList>('/api/staff')
  const [adding, setAdding] = useState(false)
  const [link, setLink] = useState<Shown | null>(null)
  const manages = useMay()('staff.manage')
  const people = answer.data?.people ?? []
  const gone = people.filter(({ active }) => !active)
  const acts = manages && (
    <Button leftSection={<IconUserPlus size={20} />} onClick={() => setAdding(true)}>
      Add a person
    </Button>
  )
  return (
    <Page title="Staff" tab="Staff" says="Who works here and what they may do. Everything a person did keeps their name, also after they leave." acts={acts}>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      <Card flush>
        {answer.isPending && <Waiting rows={4} height={76} />}
        <People label="Staff" people={people.filter(({ active }) => active)} manages={manages} shown={setLink} />
      </Card>
      {gone.length > 0 && (
        <Card title="No longer here" flush>
          <People label="No longer here" people={gone} manages={manages} shown={setLink} />
        </Card>
      )}
      {adding && <AddPerson close={() => setAdding(false)} added={setLink} />}
      {link && <LinkOnce of={link} close={() => setLink(null)} />}
    </Page>
  )
}

type PeopleProps = { readonly label: string; readonly people: readonly Person[]; readonly manages: boolean; readonly shown: (link: Shown) => void }

const People = ({ label, people, manages, shown }: PeopleProps) => (
  <Rows label={label}>
    {people.map((person) => (
      <PersonRow key={person.id} person={person} manages={manages} shown={shown} />
    ))}
  </Rows>
)
