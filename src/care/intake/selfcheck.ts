/** One thing a physician looks at, asked so that it can be answered on one's own. What is said back says why, never whether. */
export type CheckQuestion = {
  readonly id: string
  readonly asks: string
  readonly answers: readonly { readonly id: string; readonly says: string; readonly looks?: string }[]
}

export const CHECK: readonly CheckQuestion[] = [
  {
    id: 'reason',
    asks: 'What do you want help with?',
    answers: [
      { id: 'low', says: 'Feeling low or depressed', looks: 'A doctor will ask how long it has been like this, and how you feel these days.' },
      { id: 'trauma', says: 'Something bad that happened to me', looks: 'A doctor will ask what still troubles you, and what help you had so far.' },
      { id: 'worry', says: 'Worry or fear', looks: 'A doctor will ask what the fear is about, and what helps.' },
      { id: 'other', says: 'Something else', looks: 'A doctor will want to hear it in your own words.' },
    ],
  },
  {
    id: 'tried',
    asks: 'Have you tried medicine for it?',
    answers: [
      { id: 'no', says: 'No', looks: 'There may be other steps to try first. A doctor will go through them with you.' },
      { id: 'one', says: 'Yes, one', looks: 'A doctor will ask which one, how much, and for how long.' },
      { id: 'more', says: 'Yes, two or more', looks: 'A doctor will ask about each one: how much, for how long, and how it helped.' },
    ],
  },
  {
    id: 'heart',
    asks: 'Has a doctor told you of a heart problem or high blood pressure?',
    answers: [
      { id: 'yes', says: 'Yes', looks: 'Ketamine can raise blood pressure for a while. A doctor will check your heart and your pressure first.' },
      { id: 'no', says: 'No', looks: 'Your blood pressure will be checked all the same.' },
      { id: 'unsure', says: 'I am not sure', looks: 'A doctor will check your heart and your pressure first.' },
    ],
  },
  {
    id: 'vessel',
    asks: 'Have you had a bulge in a blood vessel, or bleeding in the brain?',
    answers: [
      { id: 'yes', says: 'Yes', looks: 'This matters a lot, since blood pressure can rise. Please tell the doctor first of all.' },
      { id: 'no', says: 'No' },
      { id: 'unsure', says: 'I am not sure', looks: 'A doctor may look at older records or scans.' },
    ],
  },
  {
    id: 'voices',
    asks: 'Have you heard or seen things that others did not, or been told that you had?',
    answers: [
      { id: 'yes', says: 'Yes', looks: 'Ketamine can change what you see and hear for a while. A doctor will ask more about this.' },
      { id: 'no', says: 'No' },
    ],
  },
  {
    id: 'pregnant',
    asks: 'Are you pregnant, or could you be, or do you breastfeed?',
    answers: [
      { id: 'yes', says: 'Yes', looks: 'A doctor will talk with you about what is known, and what is not, for you and the baby.' },
      { id: 'no', says: 'No' },
    ],
  },
  {
    id: 'substances',
    asks: 'Do you drink a lot, or use drugs?',
    answers: [
      { id: 'yes', says: 'Yes, or I used to', looks: 'Nobody will judge you. A doctor asks because some of it does not mix, and ketamine can be misused.' },
      { id: 'no', says: 'No' },
    ],
  },
  {
    id: 'medicines',
    asks: 'Do you take any medicines now?',
    answers: [
      { id: 'yes', says: 'Yes', looks: 'Bring a list. A doctor will look at what goes together. Do not stop anything on your own.' },
      { id: 'no', says: 'No' },
    ],
  },
  {
    id: 'home',
    asks: 'Could somebody take you home after a visit?',
    answers: [
      { id: 'yes', says: 'Yes' },
      { id: 'no', says: 'Not sure', looks: 'You cannot drive until the next day. The clinic will help you plan the way home.' },
    ],
  },
]

export type Chosen = Readonly<Record<string, string>>

/** Why a doctor looks, for each answer that was given. There is no sum of it. */
export const lookedAt = (chosen: Chosen): readonly string[] => CHECK.flatMap(({ id, answers }) => answers.find((one) => one.id === chosen[id])?.looks ?? [])

/** What goes along when somebody chooses to share it. */
export const sharedOf = (chosen: Chosen): readonly { readonly question: string; readonly answer: string }[] =>
  CHECK.flatMap(({ id, asks, answers }) => {
    const answer = answers.find((one) => one.id === chosen[id])
    return answer ? [{ question: asks, answer: answer.says }] : []
  })
