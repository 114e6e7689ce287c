import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { date } from '../../ui/words.ts'
import type { Form, Forms } from './answers.ts'
import { coverage, type Elements, filledSections, readingLevels } from './consent.ts'
import { FormWords } from './FormWords.tsx'
import './consent.css'

/** A form of consent to be read: its words, what it tells of what it must, how hard each part is to read. */
export function FormScreen({ id }: { readonly id: string }) {
  const answer = useGet<Forms>('/api/consent-forms')
  const form = answer.data?.forms.find(({ ref }) => ref.id === id)
  const print = (
    <Button component="a" href={`/api/consent-forms/${id}/blank.pdf`} target="_blank" variant="default" leftSection={<IconPrinter size={20} />}>
      Blank form (PDF)
    </Button>
  )
  return (
    <Page
      tab={form?.template.title ?? 'Form of consent'}
      title={form?.template.title ?? 'Form of consent'}
      back={{ to: '/consent-forms', word: 'Forms of consent' }}
      acts={form && print}
      width="text"
    >
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={3} height={160} gap={24} />}
      {answer.data && !form && <Note tone="due" title="There is no such form in force." />}
      {answer.data && form && <Reader form={form} elements={answer.data.elements} />}
    </Page>
  )
}

function Reader({ form: { ref, template }, elements }: { readonly form: Form; readonly elements: Elements }) {
  const levels = readingLevels(template, elements)
  const told = coverage(template, elements)
  const grades = levels.flatMap(({ grade }) => (grade === null ? [] : [grade]))
  const missing = told.filter(({ state }) => state !== 'told')
  return (
    <>
      <div className="wm-row">
        <span className="wm-soft">
          Version {ref.version}, from {date(template.effective)}
        </span>
        <Mark kind={template.offLabel ? 'look' : 'confirmed'} size="small">
          {template.offLabel ? 'Off-label use' : 'An approved use'}
        </Mark>
        <Mark kind={missing.length === 0 ? 'met' : 'not-met'} size="small">
          {missing.length === 0 ? `Tells all ${told.length} things it must` : `${missing.length} of ${told.length} things are missing`}
        </Mark>
        <Mark kind={levels.some(({ tooHard }) => tooHard) ? 'not-met' : 'met'} size="small">
          {`Reads at grade ${Math.max(...grades).toFixed(1)} at most, ${elements.readingGrade.value} allowed`}
        </Mark>
      </div>
      {filledSections(template, {}).map(({ id, title, words, covers }, i) => {
        const level = levels[i]
        return (
          <Card key={id} title={`${i + 1}. ${title}`} says={`Grade ${level?.grade ?? 'not known'}`}>
            <FormWords words={words} />
            <p className="wm-soft wm-small">Tells: {covers.map((one) => elements.elements.find((element) => element.id === one)?.says ?? one).join('; ')}</p>
          </Card>
        )
      })}
      <Card title="What a form must tell" says={`List ${elements.version}; where each stands, and where it comes from`} flush>
        <Rows label="What a form must tell">
          {told.map(({ element, sections, state }) => (
            <Row
              key={element.id}
              title={element.says}
              says={[
                element.by === 'form' ? 'on every printed form' : sections.map(({ title }) => title).join('; ') || 'nowhere',
                element.sources.map((tag) => elements.sources[tag]?.title ?? tag).join('; '),
              ].join(' · ')}
              side={
                <Mark kind={state === 'told' ? 'met' : 'not-met'} size="small">
                  {state === 'told' ? 'Told' : 'Missing'}
                </Mark>
              }
            />
          ))}
        </Rows>
      </Card>
      <p className="wm-soft wm-small">
        This version is named by its content: <span className="wm-hash">{ref.hash}</span>
      </p>
    </>
  )
}
