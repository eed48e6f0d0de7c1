/** Research fields of a paper and of a topic, with the way to where more can be read about them. */
import { mixedFields } from '../../../looks/index.js';
import type { PackedField, PackedTopic } from '../../types.js';
import { STRINGS } from '../data/strings.js';
import type { Data, Texts } from '../data/types.js';
import { element, safeLink } from '../dom.js';

/** The fields that the paper is nearest to; nothing where they are not known. */
export function paperFields({ head }: Data, { fields }: Texts, paper: number): HTMLElement | null {
  if (fields === null) return null;
  const own = fields.numbers.subarray(fields.offsets[paper], fields.offsets[paper + 1]);
  if (own.length === 0) return null;
  return element(
    'p',
    { class: 'fields' },
    element('span', { class: 'quiet' }, `${STRINGS.fields}: `),
    ...Array.from(own, (field, n) => element('span', {}, n === 0 ? '' : ' · ', named(head.fields![field]!))),
  );
}

/** The fields of the topic's papers with their shares, and a sentence where it stands between some of them. */
export function topicFields({ head }: Data, shares: NonNullable<PackedTopic['fields']>): HTMLElement[] {
  if (shares.length === 0) return [];
  const mixed = mixedFields(shares).map(({ number }) => head.fields![number]!.name);
  return [
    element('h3', {}, STRINGS.fields),
    ...(mixed.length === 0 ? [] : [element('p', { class: 'mixes' }, STRINGS.mixes(mixed))]),
    element(
      'ul',
      { class: 'fields' },
      ...shares.map(({ number, share }) =>
        element('li', {}, named(head.fields![number]!), ` ${STRINGS.share(share)}`),
      ),
    ),
  ];
}

function named({ name, url }: PackedField): HTMLElement {
  return safeLink(url ?? null, name) ?? element('bdi', {}, name);
}
