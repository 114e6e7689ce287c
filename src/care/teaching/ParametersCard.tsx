// biome-ignore-all lint/a11y/noRedundantRoles: on a phone rows are laid out as blocks, which would take the roles away
import type { ReactNode } from 'react'
import type { Model } from '../../medicine/pk/pk.ts'
import { Card } from '../../ui/Card.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { parameterRows, type Row } from './parameters.ts'
import type { Who } from './teaching.ts'

/** Every number of a model: as published, for this person, with what moves it, where it comes from, and whether it was checked. */
export function ParametersCard({ model, who, name }: { readonly model: Model; readonly who: Who; readonly name: string }) {
  const { variability } = model
  return (
    <Card title={`What stands behind ${name}`} says={`${model.paper}.`} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="te-table-place" aria-label={`Parameters of ${name}`} tabIndex={0}>
        <table className="te-table" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {HEADS.map(([head, className]) => (
                <th key={head} scope="col" role="columnheader" className={className}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {parameterRows(model, who).map((row) => (
              <Line key={row.name} of={row} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="wm-inset wm-soft te-variability">
        {variability.kind === 'none' ? variability.why : `Between people: ${variability.note} Source: ${variability.source}.`}
      </p>
    </Card>
  )
}

const HEADS: readonly (readonly [head: string, className?: string])[] = [
  ['Parameter'],
  ['Published', 'te-figure'],
  ['Unit'],
  ['This person', 'te-figure'],
  ['Covariates'],
  ['Between people'],
  ['Source'],
  ['Checked'],
]

function Line({ of: row }: { readonly of: Row }) {
  const cells: readonly (readonly [string, ReactNode, string?])[] = [
    ['Published', row.published, 'te-figure'],
    ['Unit', row.unit],
    ['This person', row.forThisPerson, 'te-figure'],
    ['Covariates', row.covariates],
    ['Between people', row.between],
    ['Source', <Source key="source" of={row} />],
    ['Checked', <Checked key="checked" of={row} />],
  ]
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {row.name} <span className="te-what">{row.what}</span>
      </th>
      {cells.map(([head, content, className]) => (
        <td key={head} role="cell" data-head={head} className={className}>
          {content}
        </td>
      ))}
    </tr>
  )
}

const Source = ({ of: { source, note } }: { readonly of: Row }) => (
  <span>
    {source}
    {note && <span className="te-what">{note}</span>}
  </span>
)

const Checked = ({ of: { verified } }: { readonly of: Row }) => (
  <Mark kind={verified ? 'met' : 'unknown'} size="small" bare>
    {verified ? 'Verified' : 'Not verified'}
  </Mark>
)
