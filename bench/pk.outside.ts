import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One person's modes over an even grid: `away` dies by `keep` a step; both outputs are sums of them with `show`. */
export type Curve = {
  readonly keep: readonly number[]
  readonly gain: readonly number[]
  readonly show: readonly (readonly number[])[]
  readonly points: number
  readonly during: number
}

/**
 * The same stepped closed form in C (gcc or cc, -O3) and in NumPy for a thousand people at once, where this machine has
 * them; microseconds for one person, null where it has not. Everything is made in a folder of its own and removed.
 */
export function outside(curve: Curve, last: readonly number[]): { readonly c: number | null; readonly numpy: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  try {
    return { c: same(byC(curve, folder), last), numpy: same(byNumpy(curve, folder), last) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Microseconds first, then the last value of each output, which has to be ours. */
function same(text: string | null, last: readonly number[]): number | null {
  if (text === null) return null
  const [us = Number.NaN, ...theirs] = text.trim().split(/\s+/).map(Number)
  for (const [o, value] of last.entries())
    if (!(Math.abs((theirs[o] ?? Number.NaN) / value - 1) < 1e-9)) throw new Error(`Another curve was drawn outside: ${theirs[o]} for ${value}`)
  return us
}

const row = (values: readonly number[]) => values.map((value) => value.toExponential(17)).join(', ')

function byC({ keep, gain, show, points, during }: Curve, folder: string): string | null {
  const n = keep.length
  const source = `#include <stdio.h>
#include <time.h>
static double out[${show.length}][${points}];
static volatile double keep[] = {${row(keep)}}, gain[] = {${row(gain)}};
static const double show[${show.length}][${n}] = {${show.map((values) => `{${row(values)}}`).join(', ')}};
static void draw(void) {
  double q[${n}], g[${n}], x[${n}];
  for (int k = 0; k < ${n}; k++) { q[k] = keep[k]; g[k] = gain[k]; x[k] = 0; }
  for (int i = 0; i < ${points}; i++) {
    for (int o = 0; o < ${show.length}; o++) { double s = 0; for (int k = 0; k < ${n}; k++) s += show[o][k] * x[k]; out[o][i] = s; }
    for (int k = 0; k < ${n}; k++) x[k] = x[k] * q[k] + (i < ${during} ? g[k] : 0);
  }
}
int main(void) {
  double best = 1e9;
  for (int r = 0; r < 40; r++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < 5000; i++) draw();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double us = ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / 5e6;
    if (us < best) best = us;
  }
  printf("%.6f", best);
  for (int o = 0; o < ${show.length}; o++) printf(" %.15g", out[o][${points - 1}]);
}
`
  writeFileSync(join(folder, 'curve.c'), source)
  const compiler = ['gcc', 'cc'].find((name) => spawnSync(name, ['-O3', 'curve.c', '-o', 'curve'], { cwd: folder }).status === 0)
  return compiler ? spawnSync(join(folder, 'curve'), { encoding: 'utf8' }).stdout : null
}

function byNumpy({ keep, gain, show, points, during }: Curve, folder: string): string | null {
  const source = `import time
import numpy as np
people = 1000
keep = np.tile(np.array([${row(keep)}])[:, None], (1, people))
gain = np.tile(np.array([${row(gain)}])[:, None], (1, people))
show = np.array([${show.map((values) => `[${row(values)}]`).join(', ')}])
out = np.empty((${points}, ${show.length}, people))
def draw():
    x = np.zeros_like(keep)
    for i in range(${points}):
        np.matmul(show, x, out=out[i])
        x *= keep
        if i < ${during}:
            x += gain
best = 1e9
for _ in range(20):
    began = time.perf_counter()
    draw()
    best = min(best, time.perf_counter() - began)
print(best * 1e6 / people, *(repr(float(x)) for x in out[-1, :, 0]))
`
  writeFileSync(join(folder, 'curve.py'), source)
  const ran = spawnSync('python3', ['curve.py'], { cwd: folder, encoding: 'utf8' })
  return ran.status === 0 ? ran.stdout : null
}
