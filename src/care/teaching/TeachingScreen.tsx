import { Button, Checkbox, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { MODELS } from '../../medicine/pk/pk.ts'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { LevelChart } from '../../ui/level/LevelChart.tsx'
import type { LevelLine } from '../../ui/level/level.ts'
import { peak } from '../../ui/level/level.view.ts'
import { level, moment } from '../../ui/level/words.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import type { Unread } from './address.wire.ts'
import { type Book, underModel } from './book.ts'
import { CourseCard } from './CourseCard.tsx'
import { ParametersCard } from './ParametersCard.tsx'
import { type Drawn, doseWords, drawnOf } from './picture.ts'
import { sheetsOf } from './sheets.tsx'
import { TakeAway } from './TakeAway.tsx'
import { type Course, type Lesson, modelNamed } from './teaching.ts'
import { useLesson } from './useLesson.tsx'
import { useSpread } from './useSpread.tsx'
import './teaching.css'

/** What a dose probably does in the blood, as published models tell it. For learning; nobody's chart is touched. */
export function TeachingScreen() {
  const answer = useGet<Book>('/api/teaching/regimens')
  if (answer.data) return <Lessons book={answer.data} />
  return (
    <Page {...HEAD}>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={2} height={320} gap={24} />}
    </Page>
  )
}

const HEAD = {
  title: 'Expected concentrations',
  tab: 'Teaching',
  says: 'What a dose probably does in the blood, as published models tell it. For display and teaching, not for dosing. No patient stands behind it.',
  width: 'wide',
} as const

function Lessons({ book }: { readonly book: Book }) {
  const { reading, set } = useLesson(book)
  if (reading.kind === 'unread') return <Unreadable because={reading.because} />
  return <LessonView book={book} lesson={reading.lesson} set={set} />
}

const Unreadable = ({ because }: { readonly because: readonly Unread[] }) => (
  <Page {...HEAD}>
    <div role="alert">
      <Note tone="due" title="This address cannot be read, so nothing is drawn from it">
        <ul className="wm-note-list">
          {because.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <strong>{field}</strong>: {message}
            </li>
          ))}
        </ul>
      </Note>
    </div>
    <p>
      <Link to="/teaching">Begin with a usual session</Link>
    </p>
  </Page>
)

type LessonProps = { readonly book: Book; readonly lesson: Lesson; readonly set: (lesson: Lesson) => void }

function LessonView({ book, lesson, set }: LessonProps) {
  const drawn = useMemo(() => drawnOf(lesson), [lesson])
  const one = useSpread(drawn[0], lesson.spread)
  const two = useSpread(drawn[1], lesson.spread)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a spread is new when its bands or its words are
  const { spreads, sheets } = useMemo(() => {
    const spreads = [one, two].slice(0, drawn.length)
    return { spreads, sheets: sheetsOf(lesson, drawn, spreads) }
  }, [drawn, lesson, one.bands, one.note, one.working, two.bands, two.note, two.working])

  return (
    <Page {...HEAD} acts={<TakeAway lesson={lesson} drawn={drawn} sheets={sheets} spreads={spreads} />}>
      <div className="te-desk">
        <div className="wm-stack te-pictures">
          <Card>
            <Axis lesson={lesson} set={set} working={spreads.some(({ working }) => working)} />
            <div className="te-sheets">
              {sheets.map((sheet) =>
                sheet.picture.lines.length > 0 ? <LevelChart key={sheet.picture.site} {...sheet.picture} {...sheet} site={sheet.picture.site} /> : null,
              )}
            </div>
            <Refusals drawn={drawn} />
            <Peaks drawn={drawn} />
          </Card>
        </div>
        <div className="wm-stack wm-screen-only">
          <CourseCard title={lesson.second ? 'First' : 'What is shown'} book={book} course={lesson.first} set={(first) => set({ ...lesson, first })} />
          <Second book={book} lesson={lesson} set={set} />
        </div>
      </div>
      <Behind drawn={drawn} />
    </Page>
  )
}

/** The numbers of each model; the same model for the same person has the same, which stand once. */
function Behind({ drawn: [first, second] }: { readonly drawn: readonly Drawn[] }) {
  const same = first?.model === second?.model
  const once = same && JSON.stringify(first?.request.covariates) === JSON.stringify(second?.request.covariates)
  const card = ({ model, course }: Drawn) => (
    <ParametersCard model={model} who={course.who} name={same && !once ? `${model.title}, ${nameOfWho(course)}` : model.title} />
  )
  return (
    <>
      {first && card(first)}
      {second && !once && card(second)}
    </>
  )
}
const nameOfWho = ({ who }: Course): string => `${who.weight} kg, ${who.age} years`

const LENGTHS = [2, 4, 8, 12, 24, 72] as const

/** How much time is shown, and whether people differ. */
function Axis({ lesson, set, working }: Omit<LessonProps, 'book'> & { readonly working: boolean }) {
  const lengths = [...new Set<number>([...LENGTHS, ...(lesson.hours ? [lesson.hours] : [])])].sort((a, b) => a - b)
  return (
    <div className="te-axis wm-screen-only">
      <Select
        label="Shown"
        data={[{ value: '0', label: 'The whole course' }, ...lengths.map((hours) => ({ value: `${hours}`, label: `${hours} hours` }))]}
        value={`${lesson.hours ?? 0}`}
        allowDeselect={false}
        onChange={(hours) => set({ ...lesson, hours: Number(hours) || null })}
      />
      <Checkbox
        label={working ? 'Spread between people, being worked out' : 'Spread between people'}
        checked={lesson.spread}
        onChange={({ currentTarget }) => set({ ...lesson, spread: currentTarget.checked })}
      />
    </div>
  )
}

function Second({ book, lesson, set }: LessonProps) {
  const { first, second } = lesson
  if (second)
    return (
      <CourseCard
        title="Compared with"
        book={book}
        course={second}
        set={(next) => set({ ...lesson, second: next })}
        acts={
          <Button variant="subtle" color="gray" onClick={() => set({ ...lesson, second: null })}>
            Take away
          </Button>
        }
      />
    )
  return (
    <Button variant="light" leftSection={<IconPlus size={20} />} onClick={() => set({ ...lesson, second: otherThan(first, book) })}>
      Compare with a second
    </Button>
  )
}

/** The same doses and person under another model of the same drug, where there is one that has such doses. */
function otherThan(first: Course, book: Book): Course {
  const drug = modelNamed(first.model)?.drug
  const kinds = first.regimen.entries.map(({ kind }) => kind)
  const other = MODELS.find((model) => model.id !== first.model && model.drug === drug && kinds.every((kind) => model.doses.includes(kind)))
  return other ? underModel(book, first, other.id) : first
}

/** A course that cannot be drawn says why, in the words of the library. */
const Refusals = ({ drawn }: { readonly drawn: readonly Drawn[] }) =>
  drawn.map(({ answer, name, course }) =>
    answer.kind === 'refused' ? (
      <div role="alert" key={`${name} ${course.model}`}>
        <Note tone="due" title={`${name} cannot be drawn`}>
          {[...new Set(answer.because.map(({ message }) => message))].join(' ')}
        </Note>
      </div>
    ) : null,
  )

/** The one number people ask for, for each course. */
const Peaks = ({ drawn }: { readonly drawn: readonly Drawn[] }) => (
  <dl className="te-peaks">
    {drawn.map(({ answer, model, course, name }, i) => {
      if (answer.kind === 'refused') return null
      const parent: Pick<LevelLine, 'minutes' | 'ngPerMl'> = { minutes: answer.times_min, ngPerMl: answer.parent_ng_per_mL }
      const top = peak(parent)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: two courses may be alike
        <div key={i}>
          <dt>{[drawn.length > 1 ? name : doseWords(course), name.includes(' kg') ? '' : `${course.who.weight} kg`].filter(Boolean).join(', ')}</dt>
          <dd>
            {top ? (
              <>
                highest <strong>{level(top.ngPerMl)} ng/mL</strong> of {model.parent} at {moment(top.at)}, {model.site.kind}
              </>
            ) : (
              'nothing given'
            )}
          </dd>
        </div>
      )
    })}
  </dl>
)
