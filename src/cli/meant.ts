/** Commands by what people call them elsewhere: suggestions go by meaning before they go by letters. */
const MEANT: Readonly<Record<string, string>> = {
  import: 'add',
  load: 'add',
  ingest: 'add',
  insert: 'add',
  search: 'ask',
  find: 'ask',
  query: 'ask',
  question: 'ask',
  like: 'similar',
  related: 'similar',
  delete: 'remove',
  rm: 'remove',
  del: 'remove',
  drop: 'remove',
  forget: 'remove',
  view: 'show',
  open: 'show',
  get: 'show',
  cat: 'show',
  info: 'status',
  stats: 'status',
  list: 'status',
  ls: 'status',
  check: 'doctor',
  repair: 'doctor',
  verify: 'doctor',
  save: 'export',
  write: 'export',
  download: 'export',
  dedupe: 'duplicates',
  dedup: 'duplicates',
  review: 'screen',
  prisma: 'report',
  include: 'mark',
  exclude: 'mark',
  tag: 'mark',
  note: 'mark',
  star: 'mark',
  cluster: 'map',
  plot: 'map',
  web: 'serve',
  server: 'serve',
  references: 'cited',
  citations: 'cited',
  evaluate: 'eval',
  diff: 'compare',
};

/** What takes papers away is not to be typed by mistake: no likeness of letters leads to it but that of its own first four. */
const HARMFUL = /\n?\(Did you mean remove\?\)/;

/** Commander's refusal of an unknown command, with the command that was meant in place of the one spelt most like it. */
export function meaning(text: string): string {
  const word = /unknown command '([^']+)'/u.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return text;
  if (Object.hasOwn(MEANT, word))
    return `${text.replace(/\n?\(Did you mean [^\n]*\)/u, '').trimEnd()}\n(Did you mean ${MEANT[word]}?)\n`;
  return word.startsWith('rem') ? text : text.replace(HARMFUL, '');
}
