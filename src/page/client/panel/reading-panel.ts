/** The reading list: what was starred and decided, with notes, and the file that carries it elsewhere. */
import { STRINGS } from '../data/strings.js';
import { element } from '../dom.js';
import { DECISIONS, type Mark } from '../marks/marks.js';
import type { Context } from './context.js';
import { heading, paperLink } from './lists.js';
import { saveFile } from './save.js';

export const MARKS_FILE = 'fieldmap-marks.json';

/** `papers`: those of the list that fit whatever else was asked for. */
export function readingPanel(context: Context, papers: readonly number[]): HTMLElement {
  const { reading } = context;
  const said = element('p', { class: 'quiet', role: 'status' }, reading.isKept ? '' : STRINGS.notKept);
  const groups: readonly (readonly [string, (mark: Mark) => boolean])[] = [
    [STRINGS.starredOnes, (mark) => mark.star],
    ...DECISIONS.map(
      (decision) => [STRINGS.decisions[decision].group, (mark: Mark) => mark.decision === decision] as const,
    ),
    [STRINGS.notedOnes, (mark) => !mark.star && mark.decision === null],
  ];
  return element(
    'section',
    {},
    heading(STRINGS.readingList),
    element('p', { class: 'quiet' }, reading.size === 0 ? STRINGS.readingEmpty : STRINGS.readingKept),
    fileButtons(context, said),
    said,
    ...groups.flatMap(([name, isIn]) => {
      const own = papers.filter((paper) => isIn(reading.of(paper)));
      return own.length === 0 ? [] : [element('h3', {}, `${name} · ${own.length}`), group(context, own)];
    }),
  );
}

function group(context: Context, papers: readonly number[]): HTMLElement {
  return element(
    'ol',
    { class: 'papers' },
    ...papers.map((paper) => {
      const { note, reason } = context.reading.of(paper);
      const text = [reason, note].filter((part) => part !== '').join(' · ');
      return element(
        'li',
        {},
        paperLink(context, paper),
        text === '' ? null : element('p', { class: 'sentence' }, element('bdi', {}, text)),
      );
    }),
  );
}

function fileButtons({ reading }: Context, said: HTMLElement): HTMLElement {
  const file = element('input', {
    type: 'file',
    accept: '.json,application/json',
    id: 'marks-file',
    hidden: true,
    change: () => void take(),
  });
  const button = (name: string, act: () => void, isOff = false): HTMLElement =>
    element('button', { type: 'button', class: 'button', click: act, disabled: isOff }, name);
  return element(
    'p',
    { class: 'decide' },
    button(STRINGS.saveMarks, save, reading.size === 0),
    button(STRINGS.openMarks, () => file.click()),
    file,
  );

  function save(): void {
    saveFile(MARKS_FILE, reading.file());
    said.textContent = STRINGS.savedMarks(MARKS_FILE);
  }

  async function take(): Promise<void> {
    const text = (await file.files?.[0]?.text()) ?? '';
    if (reading.take(text) === null) said.textContent = STRINGS.noMarks;
  }
}
