import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { MODELS } from '../../medicine/pk/pk.ts'
import { Card } from '../../ui/Card.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { type Book, underModel } from './book.ts'
import { siteWords } from './csv.ts'
import { Figure } from './Figure.tsx'
import { shortName } from './picture.ts'
import { RegimenFields } from './RegimenFields.tsx'
import { type Ancestry, asksAge, asksAncestry, type Course, modelNamed } from './teaching.ts'

type Props = {
  readonly title: string
  readonly book: Book
  readonly course: Course
  readonly set: (course: Course) => void
  readonly acts?: ReactNode
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const BY_DRUG = [...new Set(MODELS.map(({ drug }) => drug))].map((drug) => ({
  group: capital(drug),
  items: MODELS.filter((one) => one.drug === drug).map((one) => ({ value: one.id, label: `${shortName(one)}, ${one.site.kind}` })),
}))

/** Model, regimen and person of one course. */
export function CourseCard({ title, book, course, set, acts }: Props) {
  const model = modelNamed(course.model)
  if (!model) return null
  const { who } = course
  return (
    <Card title={title} acts={acts}>
      <div className="wm-stack">
        <div className="wm-stack te-tight">
          <Select label="Model" data={BY_DRUG} value={course.model} allowDeselect={false} onChange={(id) => id && set(underModel(book, course, id))} />
          <p className="wm-small">
            {capital(model.drug)}
            {model.metabolite ? ` and ${model.metabolite}` : ''}, sampling site <strong>{siteWords(model)}</strong>.{' '}
            <span className="wm-soft">{model.paper}.</span>
          </p>
        </div>
        <RegimenFields book={book} model={model} regimen={course.regimen} set={(regimen) => set({ ...course, regimen })} />
        <fieldset className="te-person">
          <legend>The person</legend>
          <div className="wm-fields te-fields">
            <Figure label="Weight" unit="kg" value={who.weight} set={(weight) => set({ ...course, who: { ...who, weight } })} />
            {asksAge(model) && <Figure label="Age" unit="years" value={who.age} set={(age) => set({ ...course, who: { ...who, age } })} />}
            {asksAncestry(model) && (
              <Select
                label="Ancestry"
                data={[
                  { value: 'not-stated', label: 'Not stated' },
                  { value: 'asian', label: 'Asian' },
                  { value: 'japanese', label: 'Japanese' },
                ]}
                value={who.ancestry}
                allowDeselect={false}
                onChange={(ancestry) => set({ ...course, who: { ...who, ancestry: (ancestry ?? 'not-stated') as Ancestry } })}
              />
            )}
          </div>
        </fieldset>
        {model.effectSites.length > 0 && (
          <Select
            label="Effect site"
            data={[{ value: '0', label: 'Not drawn' }, ...model.effectSites.map(({ what }, i) => ({ value: `${i + 1}`, label: what }))]}
            value={`${course.effect ?? 0}`}
            allowDeselect={false}
            onChange={(effect) => set({ ...course, effect: Number(effect) || null })}
          />
        )}
        {course.effect !== null && <Effect of={model.effectSites[course.effect - 1]} />}
      </div>
    </Card>
  )
}

const Effect = ({ of }: { readonly of: { readonly what: string; readonly source: string; readonly verified: boolean } | undefined }) =>
  of ? (
    <div className="te-about">
      <p className="wm-small">{of.what}.</p>
      <p className="wm-soft wm-small">Source: {of.source}. It belongs to this model and to no other.</p>
      <Mark kind={of.verified ? 'met' : 'unknown'} size="small">
        {of.verified ? 'Verified' : 'Not verified'}
      </Mark>
    </div>
  ) : null
