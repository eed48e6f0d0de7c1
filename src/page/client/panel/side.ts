/** The panel on the right: opened, filled and focused. */
import type { Data } from '../data/types.js';
import type { Chosen } from '../derive/chosen.js';
import type { SideFrame } from '../frame/frame.js';
import type { Reading } from '../marks/reading.js';
import type { Wanted } from '../state/wanted.js';
import type { Acts } from './acts.js';
import { panelFor } from './panel.js';
import type { Result } from './questions.js';

export class Side {
  private readonly frame: SideFrame;
  private readonly data: Data;
  private readonly reading: Reading;
  private readonly acts: Acts;
  private wanted = '';
  private shown = '';

  constructor(frame: SideFrame, data: Data, reading: Reading, acts: Acts) {
    this.frame = frame;
    this.data = data;
    this.reading = reading;
    this.acts = acts;
  }

  /** Opens or closes; at once, so that what flies next knows how much room there is. True when the map has to follow. */
  fold({ paper, about, list, reading }: Wanted, { lit }: Chosen): boolean {
    const isHidden = lit === null && paper === null && !about && !list && !reading;
    const isOther = isHidden !== this.frame.element.hidden;
    this.frame.element.hidden = isHidden;
    return isOther;
  }

  async show(wanted: Wanted, chosen: Chosen, result: Result | null): Promise<void> {
    const name = nameOf(wanted);
    this.wanted = name;
    if (this.frame.element.hidden) return;
    const texts = await this.data.texts;
    const abstracts = wanted.paper !== null || wanted.topic !== null ? await this.data.abstracts : null;
    // Something else was asked for meanwhile.
    if (name !== this.wanted) return;
    const { content, element: side } = this.frame;
    const typing = keptField(content);
    content.replaceChildren(
      panelFor(
        { data: this.data, texts, abstracts, reading: this.reading, acts: this.acts },
        { wanted, chosen, result },
      ),
    );
    content.dataset['question'] = result?.question ?? '';
    if (name !== this.shown) side.scrollTop = 0;
    else typing(content);
    this.shown = name;
  }

  /** After the panel has changed: what was focused in it is gone. */
  focus(what = 'h2'): void {
    requestAnimationFrame(() =>
      this.frame.content.querySelector<HTMLElement>(what)?.focus({ preventScroll: true }),
    );
  }
}

function nameOf({ paper, topic, compare, about, q, list, reading }: Wanted): string {
  return [paper, topic, compare, about, q, list, reading].join();
}

/** Puts the focus back where it was when the same panel is filled anew. */
function keptField(content: HTMLElement): (filled: HTMLElement) => void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !content.contains(activeElement)) return () => {};
  const { id, dataset } = activeElement;
  const what =
    id !== '' ? `#${id}` : dataset['mark'] === undefined ? null : `[data-mark="${dataset['mark']}"]`;
  return (filled) => {
    if (what !== null) filled.querySelector<HTMLElement>(what)?.focus({ preventScroll: true });
  };
}
