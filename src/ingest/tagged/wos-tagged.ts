/** Web of Science and ISI tagged text: two letters and a blank, values go on after three blanks, `PT` … `ER`, `EF`. */
import type { Item, TextSource } from '../draft.js';
import { LONGEST_RECORD, lineBatches, tooLong } from '../input/lines.js';
import { draftOfWos } from './wos.js';

const TAG = /^([A-Z][A-Z0-9])(?: (.*))?$/s;

export async function* readWosTagged(source: TextSource): AsyncGenerator<Item> {
  let line = 0;
  let start = 0;
  let size = 0;
  let record: Map<string, string[]> | null = null;
  let last: string[] = [];
  for await (const batch of lineBatches(source)) {
    for (const raw of batch) {
      line++;
      const tag = TAG.exec(raw.trimEnd());
      if (tag === null) {
        if (/^\s{2,}\S/.test(raw)) last.push(raw.trim());
      } else if (tag[1] === 'PT') {
        if (record !== null) yield { line: start, draft: draftOfWos(record) };
        last = [tag[2] ?? ''];
        record = new Map([['PT', last]]);
        start = line;
        size = 0;
      } else if (tag[1] === 'ER') {
        if (record !== null) yield { line: start, draft: draftOfWos(record) };
        record = null;
        last = [];
      } else if (record !== null) {
        last = record.get(tag[1]!) ?? [];
        last.push(tag[2] ?? '');
        record.set(tag[1]!, last);
      }
      if ((size += raw.length) > LONGEST_RECORD) throw tooLong(source.name, start, 'record');
    }
  }
  if (record !== null) yield { line: start, draft: draftOfWos(record) };
}

export function looksLikeWosTagged(head: string): boolean {
  return /^(?:FN .*\n(?:VR .*\n)?\s*)?PT [A-Z]\b.*\n(?:[A-Z][A-Z0-9] |\s{2})/.test(head);
}
