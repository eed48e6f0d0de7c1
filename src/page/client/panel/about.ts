/** How the map was made: everything to cite it and to make it again. */
import { heading } from './lists.js';
import { element } from '../dom.js';
import { STRINGS } from '../data/strings.js';
import type { PageHead } from '../../types.js';

export function about({ title, made, quality, count, unplaced }: PageHead): HTMLElement {
  const named = STRINGS.facts;
  const rows: (readonly [string, string, string?])[] = [
    [named.papers, STRINGS.number(count)],
    [named.unplaced, STRINGS.number(unplaced)],
    ...(quality.trustworthiness === null
      ? []
      : [
          [
            named.trustworthiness,
            quality.trustworthiness.toFixed(2),
            named.trustworthinessNote(quality.neighbors),
          ] as const,
        ]),
    ...(quality.neighborsKept === null
      ? []
      : [[named.kept, quality.neighborsKept.toFixed(2), named.keptNote(quality.neighbors)] as const]),
    [named.software, `fieldmap ${made.fieldmap}`],
    [named.model, `${made.model.id}, ${made.model.dimensions}`],
    [named.hash, made.model.hash],
    [named.seed, String(made.seed)],
    ...Object.entries(made.parameters).map(([name, value]) => [name, String(value)] as const),
    [named.input, made.input],
  ];
  return element(
    'article',
    {},
    heading(STRINGS.made),
    element('p', {}, made.sentence),
    element('h3', {}, STRINGS.cite),
    element('p', {}, STRINGS.citation({ title, count, made })),
    element('h3', {}, STRINGS.repeat),
    ...(made.continued ? [element('p', {}, STRINGS.continued(made.placed ?? 0))] : []),
    element('pre', {}, element('code', {}, made.continued ? LOAD : command(title, made))),
    element('h3', {}, STRINGS.check),
    element('pre', {}, element('code', {}, 'fieldmap map --verify topic-map.json')),
    element(
      'dl',
      { class: 'facts' },
      ...rows.flatMap(([name, value, note]) => [
        element('dt', {}, name),
        element('dd', {}, value, note === undefined ? null : element('span', { class: 'quiet' }, ` ${note}`)),
      ]),
    ),
    element('h3', {}, STRINGS.keys),
    element(
      'dl',
      { class: 'facts' },
      ...STRINGS.keyList.flatMap(([key, does]) => [
        element('dt', {}, element('kbd', {}, key)),
        element('dd', {}, does),
      ]),
    ),
  );
}

/** What gives a map that the papers alone do not give. */
const LOAD = 'fieldmap maps load topic-map.json --name again';

/** The command line that gives this map, beside the library's own; only parameters that have a flag. */
function command(title: string, { seed, parameters }: PageHead['made']): string {
  const flags: readonly (readonly [string, string])[] = [
    ['granularity', '--granularity'],
    ['topics', '--topics'],
    ['minSize', '--min-size'],
  ];
  return [
    'fieldmap map --name again',
    `--seed ${seed}`,
    ...flags.flatMap(([name, flag]) =>
      parameters[name] === null || parameters[name] === undefined ? [] : [`${flag} ${parameters[name]}`],
    ),
    ...(parameters['assignAll'] === true ? ['--assign-all'] : []),
    `--title '${title.replaceAll("'", "'\\''")}'`,
  ].join(' ');
}
