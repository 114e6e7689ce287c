import type { ReadRecord } from '../../care/facts/facts.ts'
import { assemble } from './assemble.ts'
import { gather } from './gather.ts'
import type { Maps } from './maps.ts'

export { type Maps, mapsOf } from './maps.ts'

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>
export type RecordFile = { readonly name?: string; readonly chunks: Chunks }

/**
 * A FHIR R4 record becomes facts: a bundle, a resource, or NDJSON, in one file or several, as it streams in.
 *
 * Errors: never throws for what is in the file; a file that does not read gives nothing at all, and says where.
 */
export async function readRecord(files: readonly RecordFile[], maps: Maps, person?: string): Promise<ReadRecord> {
  const { all, file } = gather(maps)
  for (const { name = '', chunks } of files) {
    const reading = file(name)
    let well = true
    for await (const chunk of chunks) {
      well = reading.write(chunk)
      if (!well) break
    }
    if (well) reading.end()
  }
  return assemble(all, maps, person)
}
