import type { Picture } from './level.ts'
import { nearest } from './level.view.ts'
import { level, tableMinutes } from './words.ts'

/** The same lines as rows, for exact numbers, a reader of the screen, and paper. */
export function LevelTable({ picture, at }: { readonly picture: Picture; readonly at: (minute: number) => string }) {
  const { lines, bands = [] } = picture
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="lv-table-place" aria-label="Expected levels as a table" tabIndex={0}>
      <table className="lv-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map(({ label }) => (
              <th scope="col" key={label}>
                {label} ng/mL
              </th>
            ))}
            {bands.map(({ label }) => (
              <th scope="col" key={label}>
                {label} ng/mL
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableMinutes(picture).map((minute) => (
            <tr key={minute}>
              <th scope="row">
                {at(minute)}
                {minute === picture.now && <span className="wm-soft"> now</span>}
              </th>
              {lines.map((line) => (
                <td key={line.label}>{level(nearest(line, minute)?.ngPerMl ?? Number.NaN)}</td>
              ))}
              {bands.map(({ label, minutes, lower, upper }) => (
                <td key={label}>
                  {level(nearest({ minutes, ngPerMl: lower }, minute)?.ngPerMl ?? Number.NaN)} to{' '}
                  {level(nearest({ minutes, ngPerMl: upper }, minute)?.ngPerMl ?? Number.NaN)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
