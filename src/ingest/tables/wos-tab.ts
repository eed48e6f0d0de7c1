/**
 * Web of Science tab-delimited. What it writes is not quoted, and a `"` is part of the text; saved again by a spreadsheet
 * fields are in CSV quotes. A field that is quoted from end to end with its inner quotes doubled is taken as the latter.
 */
import type { Item, TextSource } from '../draft.js';
import { lineBatches } from '../input/lines.js';
import { draftOfWos } from '../tagged/wos.js';

export async function* readWosTab(source: TextSource): AsyncGenerator<Item> {
  let header: string[] | null = null;
  let line = 0;
  for await (const batch of lineBatches(source)) {
    for (const raw of batch) {
      line++;
      if (raw.trim() === '') continue;
      const fields = raw.split('\t').map(unquote);
      if (header === null) header = fields.map((name) => name.trim());
      else yield itemOf(line, header, fields);
    }
  }
}

function itemOf(line: number, header: readonly string[], fields: readonly string[]): Item {
  if (fields.length < Math.min(5, header.length))
    return { line, reason: `${fields.length} fields where the header has ${header.length}` };
  const record = new Map<string, string[]>();
  header.forEach((name, i) => {
    const value = fields[i]?.trim() ?? '';
    if (name !== '' && value !== '') record.set(name, [value]);
  });
  return { line, draft: draftOfWos(record) };
}

function unquote(field: string): string {
  if (field.length < 2 || !field.startsWith('"') || !field.endsWith('"')) return field;
  const inside = field.slice(1, -1);
  return inside.replaceAll('""', '').includes('"') ? field : inside.replaceAll('""', '"');
}

/** Two-letter names with tabs between, `PT` or `TI` among them. */
export function looksLikeWosTab(head: string): boolean {
  const end = head.indexOf('\n');
  const names = (end < 0 ? head : head.slice(0, end))
    .split('\t')
    .map((name) => name.trim().replace(/^"|"$/g, ''));
  return (
    names.length > 5 &&
    names.includes('TI') &&
    names.filter((name) => /^[A-Z][A-Z0-9]$/.test(name)).length >= names.length - 2
  );
}
