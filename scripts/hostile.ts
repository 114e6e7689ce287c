import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * `npm run hostile [count]`: the long form of the hostile-input tests, 100,000 of each kind unless said. With
 * WAYMARK_HOSTILE_SEED the same inputs come again; a failure prints the seed it had.
 */
const root = join(import.meta.dirname, '..')
const count = process.argv[2] ?? '100000'
if (!/^\d{1,8}$/.test(count)) {
  console.error('npm run hostile [count]: the count is a number')
  process.exit(1)
}
const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'house', 'src/app/hostile'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, WAYMARK_HOSTILE: count },
})
child.on('close', (code) => process.exit(code ?? 1))
