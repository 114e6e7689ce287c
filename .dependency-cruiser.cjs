/**
 * The fences of the house. Each rule's comment is the reason; `scripts/fences.test.ts` breaks each one and expects its name.
 * A file's role is its ending: x.ts pure, x.wire.ts, x.store.ts, x.routes.ts, X.tsx.
 */
const swc = require('@swc/core')
// dependency-cruiser hands every file to swc as plain TypeScript; JSX needs to be announced, or a screen cannot be read.
const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('x') })

const TEST = '\\.(test|fixture|testing)\\.tsx?$|testing\\.setup\\.ts$'
const care = '^src/care/'
const impure = '\\.(wire|store|routes|load|pdf|cli)\\.ts$|\\.tsx$'
/** `care/NAME/NAME.ts`, the only file of a capability that others may open. */
const door = '^src/care/([^/]+)/\\1\\.ts$'

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle means two files are one thing; say which is which.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { circular: true },
    },
    {
      name: 'medicine-knows-only-medicine',
      comment: 'Clinical knowledge must run anywhere: in a browser, in a test, in somebody else’s program.',
      severity: 'error',
      from: { path: '^src/medicine/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/medicine/' },
    },
    {
      name: 'medicine-has-no-machine',
      comment: 'No I/O in clinical knowledge: it takes arguments and answers.',
      severity: 'error',
      from: { path: '^src/medicine/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-care-is-pure',
      comment: 'Decisions are replayed on server, browser and past patients: a pure file knows medicine, its own pure files and the doors of others.',
      severity: 'error',
      from: { path: `${care}([^/]+)/.+\\.ts$`, pathNot: [TEST, impure] },
      to: { path: '^src/(platform|exchange|ui|app)/' },
    },
    {
      name: 'pure-care-has-no-machine',
      comment: 'No file, network or process in a decision.',
      severity: 'error',
      from: { path: `${care}.+\\.ts$`, pathNot: [TEST, impure] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-care-calls-no-edge',
      comment: 'Pure files do not know how they are stored, sent or drawn.',
      severity: 'error',
      from: { path: `${care}.+\\.ts$`, pathNot: [TEST, impure] },
      to: { path: `${care}.+(\\.(wire|store|routes|load|pdf|cli)\\.ts|\\.tsx)$` },
    },
    {
      name: 'capabilities-meet-at-doors',
      comment: 'Another capability is entered by its door (care/NAME/NAME.ts); what is behind may change any day.',
      severity: 'error',
      from: { path: `${care}([^/]+)/`, pathNot: TEST },
      to: { path: care, pathNot: [`${care}$1/`, door] },
    },
    {
      name: 'wire-knows-shapes-only',
      comment: 'What crosses HTTP is parsed once, by schemas that know the domain and nothing of the machine.',
      severity: 'error',
      from: { path: '\\.wire\\.ts$' },
      to: { path: '^src/(platform|exchange|ui|app)/|\\.(store|routes)\\.ts$' },
    },
    {
      name: 'store-speaks-sql-only',
      comment: 'A store takes and gives domain values; HTTP and screens are not its business.',
      severity: 'error',
      from: { path: '\\.store\\.ts$' },
      to: { path: '^src/(exchange|ui|app)/|^src/platform/http/|\\.(wire|routes)\\.ts$|\\.tsx$' },
    },
    {
      name: 'routes-know-no-screen',
      comment: 'A route parses, decides, stores, answers.',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: { path: '^src/(ui|app|exchange)/|\\.tsx$' },
    },
    {
      name: 'screens-stay-in-the-browser',
      comment: 'A screen reaches the server through the one fetch client, never by import.',
      severity: 'error',
      from: { path: '\\.tsx$', pathNot: '^src/app/' },
      to: { path: '^src/(platform|exchange|app)/|\\.(store|routes|load|pdf|cli)\\.ts$' },
    },
    {
      name: 'exchange-translates-only',
      comment: 'Standards at the edge know medicine, doors and platform; nothing inside speaks HL7.',
      severity: 'error',
      from: { path: '^src/exchange/', pathNot: TEST },
      to: { path: '^src/(ui|app)/|\\.(wire|store|routes)\\.ts$|\\.tsx$' },
    },
    {
      name: 'platform-knows-nothing-above',
      comment: 'What the world gives knows no patient; it may use the shape of a fact and of a moment.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/platform/|^src/medicine/(record|time)\\.ts$' },
    },
    {
      name: 'ui-knows-no-patient',
      comment: 'The kit is made of parts; meaning comes from the screens.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/ui/|^src/medicine/' },
    },
    {
      name: 'nothing-imports-app',
      comment: 'app is where everything meets; whoever imports it makes a knot.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere is a fence nobody sees. (pdfmake/interfaces is types alone, from @types.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^pdfmake/interfaces\\.js$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
      conditionNames: ['import', 'node', 'browser', 'default'],
      exportsFields: ['exports'],
    },
  },
}
