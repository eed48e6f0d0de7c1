/** Papers as a bibliography, copied or saved. The writers are those of `fieldmap export`. */
import { bibWriter, csvWriter, keyMaker, risWriter, type Writer } from '../../../export/index.js';
import { STRINGS } from '../data/strings.js';
import { element } from '../dom.js';
import type { Data } from '../data/types.js';

export const SAVE_FORMATS = {
  bib: { name: 'BibTeX', writer: () => bibWriter(keyMaker(shortHash)) },
  ris: { name: 'RIS', writer: risWriter },
  csv: { name: 'CSV', writer: csvWriter },
} as const satisfies Record<string, { name: string; writer: () => Writer }>;

export type SaveFormat = keyof typeof SAVE_FORMATS;

export async function bibliography(
  data: Data,
  papers: readonly number[],
  format: SaveFormat,
): Promise<string> {
  const [texts, abstracts] = await Promise.all([data.texts, data.abstracts]);
  const writer: Writer = SAVE_FORMATS[format].writer();
  const body = papers.map((paper) =>
    writer.write({
      topic: data.topic[paper]! < 0 ? null : data.head.topics[data.topic[paper]!]!.label,
      paper: {
        id: texts.id[paper]!,
        title: texts.title[paper]!,
        abstract: abstracts?.of(paper) ?? '',
        authors: texts.authors[paper]!,
        year: data.year[paper] || null,
        venue: texts.venue[paper]! || null,
        doi: texts.doi[paper]! || null,
        url: texts.url[paper]! || null,
        labels: [],
        sources: [],
        ids: {},
        extra: {},
      },
    }),
  );
  return [writer.begin, ...body, writer.end].join('');
}

/** A button a format, for papers of a card. */
export function saveButtons(data: Data, papers: readonly number[]): HTMLElement {
  const said = element('span', { class: 'quiet', role: 'status' });
  const save = async (format: SaveFormat): Promise<void> => {
    saveFile(`papers.${format}`, await bibliography(data, papers, format));
    said.textContent = STRINGS.saved(`papers.${format}`);
  };
  return element(
    'p',
    { class: 'decide' },
    element('span', { class: 'quiet' }, STRINGS.saveThese(papers.length)),
    ...(Object.keys(SAVE_FORMATS) as SaveFormat[]).map((format) =>
      element(
        'button',
        { type: 'button', class: 'button', click: () => void save(format) },
        SAVE_FORMATS[format].name,
      ),
    ),
    said,
  );
}

export function saveFile(name: string, content: string | Blob): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type: 'text/plain;charset=utf-8' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** False when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells two keys apart, no more. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
