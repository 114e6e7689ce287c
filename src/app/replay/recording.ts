import type { Instant } from '../../medicine/time.ts'

/** One thing a recording sends, so many milliseconds after its beginning. */
export type Beat = {
  readonly offsetMs: number
  /** The bytes to send: told the moment it is sent, and what any other moment of the recording has become. */
  readonly message: (now: Instant, played: (offsetMs: number) => Instant, controlId: string) => Uint8Array
}

export type Recording = {
  /** What it is, for the person who plays it. */
  readonly says: string
  readonly beats: readonly Beat[]
  /** The devices it speaks for, as the listener will know them. */
  readonly devices: readonly string[]
}

/** A part of a recording: from a minute on, for so many minutes. */
export function part(recording: Recording, fromMinute: number, minutes: number): Recording {
  const [from, to] = [fromMinute * 60_000, (fromMinute + minutes) * 60_000]
  return { ...recording, beats: recording.beats.filter(({ offsetMs }) => offsetMs >= from && offsetMs < to) }
}
