import { useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelId, PanelProps } from './panelId.ts'

/** What is needed less often; only what can be done now by this person. */
export function MorePanel({ onClose, open }: PanelProps) {
  const give = useGive()
  const { session, me } = useRoom()
  const [rate, bolus, bag, drug, iv, check, order, attend, abandon, note, symptom, follow, chair] = [
    useOption('change-rate'),
    useOption('give-bolus'),
    useOption('change-bag'),
    useOption('give-drug'),
    useOption('place-iv'),
    useOption('check-iv'),
    useOption('write-order'),
    useOption('attend'),
    useOption('abandon'),
    useOption('write-note'),
    useOption('record-adverse-event'),
    useOption('follow-adverse-event'),
    useOption('change-chair'),
  ]
  const here = session.attending.some((one) => one.staff === me.id)
  const doors: readonly (readonly [PanelId, string, boolean])[] = [
    ['rate', 'Change rate', rate.can],
    ['bolus', 'Bolus', bolus.can],
    ['bag', 'Change the bag', bag.can],
    ['drug', 'Drug as needed', drug.can],
    ['symptom', 'Symptom or event', symptom.can],
    ['follow', 'Follow up an event', follow.can],
    ['note', 'Note', note.can],
    ['iv', 'IV', iv.can || check.can],
    ['limits', 'Limits', true],
    ['order', 'Order', order.can || session.order !== undefined],
    ['chair', 'Change chair', chair.can],
    ['keys', 'Keys of the room', true],
    ['abandon', 'Call off the session', abandon.can],
  ]
  return (
    <Panel title="More" onClose={onClose}>
      <div className="rm-picks rm-picks-two">
        {attend.can && (
          <button
            type="button"
            className="rm-tap rm-pick"
            aria-pressed={here}
            onClick={() => give.give({ type: 'attend', data: { present: !here } }, { saved: onClose })}
          >
            {here ? 'I am leaving the patient' : 'I am with the patient'}
          </button>
        )}
        {doors.map(([panel, words, can]) =>
          can ? (
            <button key={panel} type="button" className="rm-tap rm-pick" onClick={() => open(panel)}>
              {words}
            </button>
          ) : null,
        )}
      </div>
      <Answers of={give} />
    </Panel>
  )
}
