import type { Naming } from './alert.facts.ts'

/** Names for the alerts of one command, the same wherever it is decided. A command's id is a UUID; its last group is counted on. */
export const alertNames =
  (command: string): Naming =>
  (n) => {
    const last = command.slice(-12)
    if (!/^[0-9a-f]{12}$/i.test(last)) return `${command}.${n + 1}`
    return command.slice(0, -12) + ((Number.parseInt(last, 16) + n + 1) % 2 ** 48).toString(16).padStart(12, '0')
  }
