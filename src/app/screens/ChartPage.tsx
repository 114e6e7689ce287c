import { KnownCard } from '../../care/facts/KnownCard.tsx'
import { ChartScreen } from '../../care/patient/ChartScreen.tsx'

/** The chart with what other capabilities know of the patient: they do not know each other, so their cards meet here. */
export const ChartPage = ({ id }: { readonly id: string }) => <ChartScreen id={id} more={<KnownCard id={id} />} />
