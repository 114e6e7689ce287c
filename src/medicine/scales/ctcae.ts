/** The general grades of an adverse event, clinical.md section 5 [CTC]. */
export type CtcaeGrade = 1 | 2 | 3 | 4 | 5
export type GradeInfo = { readonly name: string; readonly says: string }

export const CTCAE: { readonly name: string; readonly source: string; readonly grades: Readonly<Record<CtcaeGrade, GradeInfo>> } = {
  name: 'CTCAE',
  source: 'CTC',
  grades: {
    1: { name: 'Mild', says: 'Mild, observe only' },
    2: { name: 'Moderate', says: 'Moderate, minimal intervention' },
    3: { name: 'Severe', says: 'Severe: admission or disabling' },
    4: { name: 'Life-threatening', says: 'Life-threatening, urgent intervention' },
    5: { name: 'Death', says: 'Death related to the event' },
  },
}
