import { ConsentsCard } from '../../care/consent/ConsentsCard.tsx'
import { LettersCard } from '../../care/letter/LettersCard.tsx'
import { ChartScreen } from '../../care/patient/ChartScreen.tsx'

/** The chart with what other capabilities know of the patient: they do not know each other, so their cards meet here. */
export const ChartPage = ({ id }: { readonly id: string }) => (
  <ChartScreen
    id={id}
    more={
      <>
        <ConsentsCard id={id} />
        <LettersCard id={id} />
      </>
    }
  />
)
