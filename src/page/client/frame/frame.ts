/** The parts of the page and where they stand; what they do is told elsewhere. */
import type { Data } from '../data/types.js';
import { STRINGS } from '../data/strings.js';
import { element, signButton } from '../dom.js';
import { buildHeader, type Header } from './header.js';
import { buildStage, type Stage } from './stage.js';

/** The panel on the right. */
export interface SideFrame {
  readonly element: HTMLElement;
  readonly content: HTMLElement;
  readonly close: HTMLButtonElement;
}

export interface Frame {
  readonly header: Header;
  readonly stage: Stage;
  readonly side: SideFrame;
  readonly footer: HTMLElement;
}

export function buildFrame(data: Data): Frame {
  return {
    header: buildHeader(data),
    stage: buildStage(),
    side: buildSide(),
    footer: element('footer', {}),
  };
}

function buildSide(): SideFrame {
  const content = element('div', { class: 'content' });
  const close = signButton(STRINGS.close, 'close', () => {}, { class: 'close' });
  return {
    element: element('aside', { id: 'side', hidden: true, 'aria-label': STRINGS.details }, close, content),
    content,
    close,
  };
}
