/** The ways in which one paper comes to look like two. Each change is seeded; the paper's own text is all it uses. */
import type { Random } from '../../src/math/random.js';
import type { Paper } from '../../src/types.js';

export type Change = (paper: Paper, random: Random) => Paper;

const pick = <T>(list: readonly T[], random: Random): T => list[random.below(list.length)]!;

/** Changes by name. A copy gets one to four of them. */
export const CHANGES: Readonly<Record<string, Change>> = {
  case: (paper, random) => ({ ...paper, title: recase(paper.title, random) }),
  punctuation: (paper, random) => ({ ...paper, title: repunctuate(paper.title, random) }),
  initials: (paper, random) => ({ ...paper, authors: initials(paper.authors, random) }),
  'typo in title': (paper, random) => ({ ...paper, title: mistype(paper.title, random) }),
  'two typos in title': (paper, random) => ({
    ...paper,
    title: mistype(mistype(paper.title, random), random),
  }),
  'typo in author': (paper, random) => ({
    ...paper,
    authors: paper.authors.map((name, i) => (i === 0 ? mistype(name, random) : name)),
  }),
  'no year': (paper) => ({ ...paper, year: null }),
  'year off by one': (paper, random) => ({
    ...paper,
    year: paper.year && paper.year + pick([-1, 1], random),
  }),
  'no accents': (paper) => ({ ...paper, title: bare(paper.title), authors: paper.authors.map(bare) }),
  'first author only': (paper) => ({ ...paper, authors: paper.authors.slice(0, 1) }),
  'no abstract': (paper) => ({ ...paper, abstract: '' }),
  'abstract cut': (paper) => ({
    ...paper,
    abstract: paper.abstract.slice(0, Math.max(200, paper.abstract.length / 2)),
  }),
  'subtitle dropped': (paper) => ({ ...paper, title: paper.title.replace(/: .*$/, '') }),
  'preprint and published': (paper, random) => {
    const isPreprint = paper.venue === 'arXiv';
    return {
      ...paper,
      venue: isPreprint ? 'Journal of Results' : 'arXiv',
      doi: `${isPreprint ? '10.1000/j' : '10.48550/arxiv'}.${paper.id}`,
      year: paper.year && paper.year + random.below(3) * (isPreprint ? 1 : -1),
      abstract: revise(paper.abstract, random),
    };
  },
};

/** Papers that look like a copy and are none: another part, a reply, another year's task, a translation. */
export const SIBLINGS: Readonly<Record<string, Change>> = {
  'part two': (paper) => ({ ...paper, title: `${paper.title}, Part II`, abstract: '' }),
  'numbered two': (paper) => ({ ...paper, title: `${paper.title.replace(/\.$/, '')} II`, abstract: '' }),
  reply: (paper, random) => ({
    ...paper,
    title: `${pick(['Reply to: ', 'Erratum: ', 'A comment on '], random)}${paper.title}`,
    abstract: '',
  }),
  'same beginning': (paper) => ({
    ...paper,
    title: `${paper.title.split(' ').slice(0, 3).join(' ')} revisited after many years`,
    abstract: '',
  }),
  'other number': (paper, random) => ({
    ...paper,
    title: `${paper.title} ${2001 + random.below(9)}`,
    abstract: '',
  }),
};

function recase(text: string, random: Random): string {
  const styles = [
    (t: string) => t.toUpperCase(),
    (t: string) => t.toLowerCase(),
    (t: string) => t.replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1)),
  ];
  return pick(styles, random)(text);
}

function repunctuate(text: string, random: Random): string {
  const styles = [
    (t: string) => `${t}.`,
    (t: string) => t.replace(/-/g, ' '),
    (t: string) => t.replace(/: /g, ' - '),
    (t: string) => t.replace(/["'“”‘’,?!]/g, ''),
    (t: string) => `“${t}”`,
    (t: string) => t.replace(/(\p{Ll})-(\p{Ll})/gu, '$1$2'),
  ];
  return pick(styles, random)(text);
}

function initials(authors: readonly string[], random: Random): string[] {
  const style = random.below(4);
  return authors.map((name) => {
    const words = name.split(' ');
    const family = words.pop()!;
    const letters = words.map((word) => word[0]);
    if (letters.length === 0) return name;
    const [dotted, run] = [letters.join('. '), letters.join('')];
    const given = words.join(' ');
    const styles = [
      `${dotted}. ${family}`,
      `${family}, ${dotted}.`,
      `${family} ${run}`,
      `${family}, ${given}`,
    ];
    return styles[style]!;
  });
}

/** One letter dropped, doubled, changed or swapped with the next, not in a number. */
function mistype(text: string, random: Random): string {
  const letters = [...text.matchAll(/\p{Ll}\p{Ll}/gu)].map((match) => match.index);
  if (letters.length === 0) return text;
  const at = pick(letters, random);
  const [a, b] = [text[at]!, text[at + 1]!];
  const other = 'etaoinshrdlu'[random.below(12)]!;
  return (
    text.slice(0, at) + [b, `${a}${a}${b}`, `${other}${b}`, `${b}${a}`][random.below(4)]! + text.slice(at + 2)
  );
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** A sentence fewer, another moved to the end: the abstract after review. */
function revise(abstract: string, random: Random): string {
  const sentences = abstract.split(/(?<=\.) /);
  if (sentences.length < 4) return abstract;
  sentences.splice(random.below(sentences.length), 1);
  sentences.push(...sentences.splice(random.below(sentences.length), 1));
  return sentences.join(' ');
}
