/** Labels as they stand on the map: a person's names first, then names that readers know already, then new ones. */
import type { Identified } from '../topics/index.js';
import type { MapTopic, LabelSource, MapInput, Labels, TopicLabel } from '../topic-map/index.js';

export type SettledLabel = TopicLabel & { readonly renamed: boolean; readonly merged: string[] };

/**
 * On a standing map a topic keeps its label; on a refit it keeps it while all its parts are still among the topic's
 * terms; one from a vocabulary, while it is among the names that fit;
 * asked to relabel, none does. Names given by a person stay in all cases. When a kept label meets a new one that
 * reads the same, the new one is told apart by its next term.
 */
export function settleLabels(
  labels: Labels,
  found: Identified,
  { previous, mode, edits }: MapInput,
): { topics: SettledLabel[]; areas: SettledLabel[] } {
  const before = new Map(previous?.topics.map((topic) => [topic.id, topic]));
  const taken = new Set<string>();
  const kept = (id: string, fresh: TopicLabel): string | null => {
    const name = edits.names[id];
    if (name !== undefined) return name;
    const old = before.get(id);
    if (mode === 'relabel' || old === undefined || old.renamed) return null;
    if (!sameList(old.merged, found.merged.get(id) ?? [])) return null;
    // A name that was asked for now takes the place of one that the map had by other means.
    if (fresh.source === 'model') return mode === 'extend' && old.labelSource === 'model' ? old.label : null;
    return mode === 'extend' || stillFits(old, fresh) ? old.label : null;
  };
  const sourceOf = (id: string, fresh: TopicLabel, label: string | null): LabelSource => {
    if (edits.names[id] !== undefined) return 'person';
    return label === null ? fresh.source : (before.get(id)!.labelSource ?? 'terms');
  };
  const all = [
    ...found.areaIds.map((id, a) => ({ id, fresh: labels.areas[a]! })),
    ...found.topicIds.map((id, t) => ({ id, fresh: labels.topics[t]! })),
  ].map((topic) => ({ ...topic, label: kept(topic.id, topic.fresh) }));
  for (const { label } of all) if (label !== null) taken.add(label.toLowerCase());
  const settled = all.map(({ id, fresh, label }): SettledLabel => ({
    label: label ?? unlike(fresh, taken),
    source: sourceOf(id, fresh, label),
    terms: fresh.terms,
    renamed: edits.names[id] !== undefined,
    merged: found.merged.get(id) ?? [],
  }));
  return { areas: settled.slice(0, found.areaIds.length), topics: settled.slice(found.areaIds.length) };
}

/** Whether a label of the last map is still one that would be given: one of the names that fit, or made of its terms. */
function stillFits({ label, labelSource }: MapTopic, fresh: TopicLabel): boolean {
  if (fresh.source === 'vocabulary')
    return labelSource === 'vocabulary' && fresh.also?.includes(label) === true;
  const terms = new Set(
    fresh.terms.flatMap(({ term }) => [term, ...formsOf(term)].map((form) => form.toLowerCase())),
  );
  return (
    labelSource !== 'vocabulary' &&
    labelSource !== 'model' &&
    label.split(', ').every((part) => terms.has(part.toLowerCase()))
  );
}

/** `large language models (LLMs)` → its two forms: labels of several terms have one of them. */
function formsOf(term: string): string[] {
  const both = / \(([^)]*)\)$/.exec(term);
  return both === null ? [term] : [term.slice(0, both.index), both[1]!];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The label, further terms added while it is taken, in the end a number; takes it. */
function unlike({ label, terms }: TopicLabel, taken: Set<string>): string {
  let own = label;
  for (const { term } of terms) {
    if (!taken.has(own.toLowerCase())) break;
    const forms = formsOf(term);
    if (!forms.some((form) => own.split(', ').includes(form))) own = `${own}, ${forms[0]!}`;
  }
  const stem = own;
  for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${stem} (${n})`;
  taken.add(own.toLowerCase());
  return own;
}
