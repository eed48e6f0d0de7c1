/** Screening with single keys: one paper after another, and the order is made anew every few decisions. */
import type { Screening } from '../library/index.js';
import type { Mark } from '../types.js';
import { keysOf, type Keys } from './keys.js';
import { count, counted, plain, wrap } from './render/output.js';
import { renderPaper } from './render/shown.js';
import type { Session } from './session.js';

export const KEYS = 'i include · x exclude · m maybe · s skip · u undo · q quit';

/** What is done with a paper; by its key. `e` is a second key for `x`. */
const ACTS: Readonly<Record<string, Act>> = {
  i: 'include',
  x: 'exclude',
  e: 'exclude',
  m: 'maybe',
  s: 'skip',
  ' ': 'skip',
  u: 'undo',
  q: 'quit',
};

type Act = (Mark['decision'] & string) | 'skip' | 'undo' | 'quit';
type Offered = Screening['next'][number];

/** What was done with a paper, to be taken back; null before: nothing was decided. */
interface Done {
  readonly offered: Offered;
  readonly before: Pick<Mark, 'decision' | 'reason'> | null;
}

/** Papers that can be taken back, and those that are not to be offered again in this sitting. */
interface Sitting {
  readonly session: Session<object>;
  readonly keys: Keys;
  readonly done: Done[];
  readonly skipped: Set<string>;
  /** To be offered next, before those of the next round. */
  queue: Offered[];
}

/** Runs until `q`, Ctrl-C or the last paper. Every decision is stored as it is made. */
export async function screenByKeys(session: Session<object>, perRound: number): Promise<void> {
  const { io } = session;
  const keys = keysOf(io.stdin, io.interruptible());
  const sitting: Sitting = { session, keys, done: [], skipped: new Set(), queue: [] };
  try {
    while (await round(sitting, perRound)) {
      // The next papers are chosen by what was decided in this round.
    }
  } finally {
    keys.close();
  }
}

/** False when there is no more to decide, or enough was decided. */
async function round(sitting: Sitting, perRound: number): Promise<boolean> {
  const { session, skipped } = sitting;
  const screening = await session.library.screen({ count: perRound + skipped.size });
  sitting.queue = screening.next.filter(({ id }) => !skipped.has(id)).slice(0, perRound);
  session.print(`\n${countsOf(screening, session.width)}`);
  if (sitting.queue.length === 0) {
    session.print(
      skipped.size > 0
        ? `Only the ${counted(skipped.size, 'paper')} that you skipped are left.`
        : 'Every paper is decided on.',
    );
    return false;
  }
  while (sitting.queue.length > 0) {
    const [offered] = sitting.queue;
    showPaper(session, offered!);
    if (!(await actOn(sitting, offered!))) {
      session.print(countsOf(await session.library.screen({ count: 1 }), session.width));
      return false;
    }
  }
  return true;
}

function showPaper(session: Session<object>, { paper, isDoubtful }: Offered): void {
  const { paint, width } = session;
  session.print(`\n${paint('dim', '─'.repeat(width))}\n${renderPaper(paper, paint, width)}\n`);
  if (isDoubtful) session.print(paint('dim', 'A doubtful one: the order learns most from it.'));
  session.print(paint('cyan', wrap(KEYS, width)));
}

/** False to end. */
async function actOn(sitting: Sitting, offered: Offered): Promise<boolean> {
  const { session, queue, skipped, done } = sitting;
  const act = await nextAct(sitting.keys);
  if (act === 'quit') return false;
  if (act === 'undo') {
    await undo(sitting);
    return true;
  }
  if (act === 'skip') {
    session.print('skipped');
    skipped.add(offered.id);
    done.push({ offered, before: null });
  } else if (!(await decide(sitting, offered, act))) return true;
  queue.shift();
  return true;
}

/** Keys that mean nothing are passed over. */
async function nextAct(keys: Keys): Promise<Act> {
  for (;;) {
    const key = await keys.next();
    if (key === null) return 'quit';
    const act = ACTS[key.toLowerCase()];
    if (act !== undefined) return act;
  }
}

/** False when the exclusion was left by Escape: the paper stays where it is. */
async function decide(
  sitting: Sitting,
  offered: Offered,
  decision: Mark['decision'] & string,
): Promise<boolean> {
  const { session, done } = sitting;
  const reason = decision === 'exclude' ? await askReason(sitting) : '';
  if (reason === null) {
    session.print('\nnot decided');
    return false;
  }
  const { library } = session;
  const shown = await library.show(offered.id, { only: 'paper' });
  const before = shown.kind === 'paper' ? (shown.mark ?? null) : null;
  try {
    await library.mark([offered.id], { decision, reason });
  } catch (error) {
    // A reason that is too long: said, and the paper stays.
    session.print(`\n${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
  done.push({ offered, before });
  session.print(reason === '' ? decision : `\n${decision} (${plain(reason)})`);
  return true;
}

const MOST_REASONS = 9;

/** Those used before have a number, so that one reason keeps one wording. Null: Escape. */
async function askReason({ session, keys }: Sitting): Promise<string | null> {
  const { reasons } = await session.library.reviewReport();
  const known = reasons
    .map(({ reason }) => reason)
    .filter((reason) => reason !== '')
    .slice(0, MOST_REASONS);
  for (const [i, reason] of known.entries()) session.print(`  ${i + 1}  ${plain(reason)}`);
  const { stdout } = session.io;
  stdout.write(
    `Why? ${known.length > 0 ? 'A number, or new words; ' : ''}Enter for none, Escape to go back: `,
  );
  const typed = await keys.line((text) => stdout.write(text));
  return typed === null ? null : (known[Number(typed) - 1] ?? typed);
}

/** The paper before this one stands as it did, and is asked again. */
async function undo({ session, done, skipped, queue }: Sitting): Promise<void> {
  const last = done.pop();
  if (last === undefined) {
    session.print('Nothing was decided in this sitting.');
    return;
  }
  const { offered, before } = last;
  if (!skipped.delete(offered.id))
    await session.library.mark([offered.id], {
      decision: before?.decision ?? null,
      reason: before?.reason ?? '',
    });
  session.print('taken back');
  queue.unshift(offered);
}

/** `12 papers decided: …` and how many of the last fifty were included. */
export function countsOf(
  { decided, included, excluded, maybe, left, last }: Screening,
  width: number,
): string {
  return [
    `${counted(decided, 'paper')} decided: ${count(included)} included, ${count(excluded)} excluded${maybe > 0 ? `, ${count(maybe)} maybe` : ''}; ${count(left)} left.`,
    `Of the last ${count(last.decided)} decisions ${count(last.included)} included a paper.`,
  ]
    .map((line) => wrap(line, width))
    .join('\n');
}
