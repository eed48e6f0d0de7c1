/** The line under the map: what was asked for, how many papers that leaves, and ways to take them along. */
import { element, signButton } from '../dom.js';
import { bibliography, copyText, saveFile, SAVE_FORMATS, type SaveFormat } from './save.js';
import { STRINGS } from '../data/strings.js';
import type { Data } from '../data/types.js';

export interface Chip {
  readonly name: string;
  drop(): void;
}

export interface Bar {
  readonly element: HTMLElement;
  show(chips: readonly Chip[], papers: readonly number[]): void;
  say(text: string): void;
}

/** `list`: shows the papers beside the map. */
export function selectionBar(data: Data, list: () => void): Bar {
  let papers: readonly number[] = [];
  const chipList = element('ul', { class: 'chips' });
  const count = element('span', { id: 'count' });
  const said = element('span', { id: 'said', class: 'quiet', role: 'status' });
  const format = element(
    'select',
    { id: 'format', 'aria-label': STRINGS.format },
    ...Object.entries(SAVE_FORMATS).map(([value, { name }]) => element('option', { value }, name)),
  );
  const chosen = (): Promise<string> => bibliography(data, papers, format.value as SaveFormat);
  const button = (name: string, act: () => void): HTMLElement =>
    element('button', { type: 'button', class: 'button', click: act }, name);

  async function copy(): Promise<void> {
    said.textContent = (await copyText(await chosen())) ? STRINGS.copied : STRINGS.notCopied;
  }

  async function save(): Promise<void> {
    const name = `papers.${format.value}`;
    saveFile(name, await chosen());
    said.textContent = STRINGS.saved(name);
  }

  return {
    element: element(
      'section',
      { id: 'bar', 'aria-label': STRINGS.selection },
      chipList,
      count,
      said,
      element(
        'span',
        { class: 'take' },
        button(STRINGS.list, list),
        format,
        button(STRINGS.copy, () => void copy()),
        button(STRINGS.save, () => void save()),
      ),
    ),
    show(chips, shown) {
      papers = shown;
      count.textContent = STRINGS.of(shown.length, data.count);
      chipList.replaceChildren(
        ...chips.map((chip) =>
          element(
            'li',
            {},
            element('bdi', {}, chip.name),
            signButton(STRINGS.drop(chip.name), 'close', () => chip.drop()),
          ),
        ),
      );
      said.textContent = '';
    },
    say(text) {
      said.textContent = text;
    },
  };
}
