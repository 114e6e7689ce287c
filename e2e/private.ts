/**
 * What the journeys type and what is of a person: names, birth dates, addresses, telephones, notes, passwords. None of it
 * may ever stand in what the server says. `startWaymark` looks for it whenever a journey ends.
 */
const FACTS = [
  'Reyes',
  'Ana ',
  '1985-03-04',
  '1980-02-29',
  'Olive Marsh',
  'Kim Lee',
  '@larch.example',
  '@example.org',
  'four calm cedars stand',
  'a long password for measuring',
  'Larch Street',
  'Eva Escort',
  '555 0100',
  'Patient 0',
  'Patient 1',
  'Bench Owner',
  'givenName',
  'familyName',
  'birthDate',
]
/** Forms that are secret whatever is in them: tokens, links, cookies, keys. */
const FORMS = [/wm_[A-Za-z0-9_-]{20}/, /session_token/i, /otpauth:/, /#[A-Za-z0-9_-]{40}/, /"?authorization"?\s*[:=]/i, /PRIVATE KEY/]

/** The lines of a log that tell what they must not, each with what it tells. */
export const leaksIn = (log: string, facts: readonly string[] = FACTS): string[] =>
  log.split('\n').flatMap((line) => {
    const found = [...facts.filter((fact) => line.toLowerCase().includes(fact.toLowerCase())), ...FORMS.filter((form) => form.test(line)).map(String)]
    return found.length > 0 ? [`${found.join(', ')}: ${line.slice(0, 300)}`] : []
  })
