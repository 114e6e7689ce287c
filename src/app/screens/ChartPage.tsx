import { ConsentsCard } from '../../care/consent/ConsentsCard.tsx'
import { KnownCard } from '../../care/facts/KnownCard.tsx'
import { LettersCard } from '../../care/letter/LettersCard.tsx'
import { ChartScreen } from '../../care/patient/ChartScreen.tsx'
import { SafetyCard } from '../../care/safety/SafetyCard.tsx'
import { TasksCard } from '../../care/task/TasksCard.tsx'

/** The chart with what other capabilities know of the patient: they do not know each other, so their cards meet here. */
export const ChartPage = ({ id }: { readonly id: string }) => (
  <ChartScreen
    id={id}
    more={
      <>
        <SafetyCard id={id} />
        <TasksCard patient={id} />
        <ConsentsCard id={id} />
        <LettersCard id={id} />
      </>
    }
    last={<KnownCard id={id} />}
  />
)
