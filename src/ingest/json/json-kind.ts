/** Whose JSON it is, told by the first record. */
import { isCrossref } from './crossref.js';
import { isCsl } from './csl.js';
import { isObject } from '../fields.js';
import { isEuropePmc } from './europe-pmc.js';
import { recordsIn, type JsonRecord } from './json.js';
import { parseJson, valueEnd } from './json-values.js';
import { isOpenalex } from './openalex.js';
import { isSemanticScholar } from './semantic-scholar.js';
import { isZotero } from './zotero-json.js';

export type JsonKind =
  'openalex' | 'crossref' | 'csl-json' | 'semantic-scholar' | 'zotero-json' | 'europe-pmc' | 'jsonl';

const TESTS: readonly (readonly [JsonKind, (record: JsonRecord) => boolean])[] = [
  ['openalex', isOpenalex],
  ['zotero-json', isZotero],
  ['semantic-scholar', isSemanticScholar],
  ['europe-pmc', isEuropePmc],
  ['crossref', isCrossref],
  ['csl-json', isCsl],
];

/** Keys that only one source has, for a first record longer than what is looked at. */
const SIGNS: readonly (readonly [JsonKind, RegExp])[] = [
  ['openalex', /"abstract_inverted_index"\s*:|"https:\/\/openalex\.org\/W\d/],
  ['zotero-json', /"itemType"\s*:/],
  [
    'crossref',
    /"message-type"\s*:\s*"|"is-referenced-by-count"\s*:.*"title"\s*:\s*\[|"title"\s*:\s*\[.*"is-referenced-by-count"\s*:/s,
  ],
  ['europe-pmc', /"authorString"\s*:/],
  ['semantic-scholar', /"paperId"\s*:/],
  ['csl-json', /"date-parts"\s*:|"container-title"\s*:/],
];

export function kindOfJson(head: string): JsonKind {
  const record = firstRecord(head);
  // What fieldmap itself writes may hold any of the others in `extra`.
  if (record !== null && isObject(record['ids']) && Array.isArray(record['sources'])) return 'jsonl';
  if (record !== null) return TESTS.find(([, test]) => test(record))?.[0] ?? 'jsonl';
  return SIGNS.find(([, sign]) => sign.test(head))?.[0] ?? 'jsonl';
}

/** The first whole record in the first levels of the text, or null when none ends in it. */
function firstRecord(head: string): JsonRecord | null {
  let tries = 0;
  for (let at = head.indexOf('{'); at >= 0 && tries < 40; at = head.indexOf('{', at + 1), tries++) {
    const end = valueEnd(head, at, true);
    if (end < 0) continue;
    const found = parsed(head.slice(at, end));
    if (found === null) continue;
    const record = recordsIn(found)[0] ?? found;
    if (TESTS.some(([, test]) => test(record)) || 'title' in record || 'abstract' in record) return record;
  }
  return null;
}

function parsed(text: string): JsonRecord | null {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
