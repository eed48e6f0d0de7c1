/** Progress on standard error: a bar on a terminal, a plain line now and then elsewhere, nothing with --quiet. */
import { Presets, SingleBar } from 'cli-progress';
import type { OnProgress } from '../types.js';
import type { Output } from './io.js';
import { count, duration } from './render/output.js';

/** Elsewhere than on a terminal, a line at most every so many milliseconds. */
const LINE_EVERY = 10_000;

export interface ProgressReport {
  readonly onProgress: OnProgress;
  /** Ends the bar that is shown; call before writing anything else. */
  stop(): void;
}

export function progressReport(stderr: Output, quiet: boolean, now: () => number = Date.now): ProgressReport {
  if (quiet) return { onProgress: () => {}, stop: () => {} };
  return stderr.isTTY === true ? bars(now) : lines(stderr, now);
}

function bars(now: () => number): ProgressReport {
  let bar: SingleBar | null = null;
  let step = '';
  let started = 0;
  const stop = (): void => {
    bar?.stop();
    bar = null;
    step = '';
  };
  return {
    stop,
    onProgress: (progress) => {
      if (progress.step !== step) {
        stop();
        step = progress.step;
        started = now();
        const format = progress.total > 0 ? `${step} {bar} {value}/{total} {speed}` : `${step} {value}`;
        bar = new SingleBar(
          { format, hideCursor: true, barsize: 24, stopOnComplete: false },
          Presets.shades_classic,
        );
        bar.start(progress.total, progress.done, { speed: '' });
      }
      bar!.setTotal(progress.total);
      bar!.update(progress.done, { speed: speed(progress.done, progress.total, now() - started) });
      if (progress.total > 0 && progress.done >= progress.total) stop();
    },
  };
}

function lines(stderr: Output, now: () => number): ProgressReport {
  let step = '';
  let started = 0;
  let last = 0;
  return {
    stop: () => {},
    onProgress: ({ step: name, done, total }) => {
      const time = now();
      if (name !== step) {
        step = name;
        started = time;
        last = time;
      }
      if (time - last < LINE_EVERY) return;
      last = time;
      const of = total > 0 ? `${count(done)} of ${count(total)}` : count(done);
      stderr.write(`${name}: ${of} ${speed(done, total, time - started)}\n`);
    },
  };
}

/** `118/s, 3 min left`; empty until a second has passed, since the first figures mislead. */
function speed(done: number, total: number, milliseconds: number): string {
  if (milliseconds < 1000 || done === 0) return '';
  const rate = (done / milliseconds) * 1000;
  const left = total > done ? `, ${duration((total - done) / rate)} left` : '';
  return `${rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1)}/s${left}`;
}
