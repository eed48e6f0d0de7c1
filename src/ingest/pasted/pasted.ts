/**
 * A page of papers as a person copies it out of a browser or types it: titles and abstracts with blank lines between,
 * page furniture before and after, author, vote, comment and date lines in between, an abstract in several paragraphs
 * or missing. There is no grammar: what is an abstract is told by its looks, what is a title by its place before one.
 */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { LONGEST_RECORD, lineBatches, tooLong } from '../input/lines.js';
import { isLoneName, kindOfLine, type Kind } from './pasted-lines.js';
import { splitAuthors, type Author } from '../authors.js';
import { arxivIdOf, yearOf } from '../text.js';

interface Block {
  readonly line: number;
  readonly text: string;
  kind: Kind;
}

/** Where titles stand among the title-like lines of a gap. */
interface Column {
  readonly size: number;
  readonly index: number;
}

/** What stands between two abstracts: the end of the one before, then the papers up to the next. */
interface Gap {
  readonly blocks: Block[];
  /** The paragraphs that follow; empty after the last abstract. */
  readonly prose: Block[];
}

/** Whether there is at least one title with an abstract after it; markup and code are not taken for a page. */
export function looksPasted(head: string): boolean {
  if (/^\s*(?:<[?!a-zA-Z]|\[(?!\d+\])|\{|@\w+\s*[{(]|#!)/.test(head)) return false;
  const blocks = blocksOf(head.split('\n'));
  const code = blocks.filter((block) =>
    /[;{}]$|^(?:import|export|def|class|function|const|var|#include)\b/.test(block.text),
  ).length;
  return (
    code <= blocks.length * 0.2 &&
    draftsOf(blocks).some((one) => one.draft.title !== '' && one.draft.abstract !== '')
  );
}

/** Reads the whole page: what repeats on it is known at its end only. Some thousand papers are a few megabytes. */
export async function* readPasted(source: TextSource): AsyncGenerator<Item> {
  const lines: string[] = [];
  let size = 0;
  for await (const batch of lineBatches(source)) {
    for (const line of batch) {
      lines.push(line);
      size += line.length;
    }
    if (size > LONGEST_RECORD) throw tooLong(source.name, lines.length, 'page');
  }
  yield* draftsOf(blocksOf(lines));
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const wrapped = isWrapped(lines);
  let paragraph: { line: number; text: string }[] = [];
  const flush = (): void => {
    if (paragraph.length > 0)
      blocks.push(
        ...(wrapped ? joinWrapped(paragraph) : paragraph.map((one) => blockOf(one.line, one.text))),
      );
    paragraph = [];
  };
  lines.forEach((line, i) => {
    const text = line.replace(/[\u200b\ufeff]/g, '').trim();
    if (text === '') flush();
    else paragraph.push({ line: i + 1, text });
  });
  flush();
  markRepeated(blocks);
  return blocks.filter((block) => block.kind !== 'furniture' || block.text !== '');
}

function blockOf(line: number, text: string): Block {
  const labelled = /^(?:abstract|summary)\s*[:.—–-]\s*(\S.*)$/is.exec(text);
  if (labelled !== null) return { line, text: labelled[1]!, kind: 'prose' };
  const title = /^title\s*:\s*(\S.*)$/is.exec(text);
  if (title !== null) return { line, text: title[1]!, kind: 'line' };
  return { line, text, kind: kindOfLine(text) };
}

/** Lines broken at some width: hardly any is long, and many run on to the next without a blank line. */
function isWrapped(lines: readonly string[]): boolean {
  let runs = 0;
  let full = 0;
  let long = 0;
  for (let i = 0; i < lines.length; i++) {
    const length = lines[i]!.trim().length;
    if (length > 160) long++;
    if (length > 0) full++;
    if (length >= 50 && (lines[i + 1] ?? '').trim() !== '') runs++;
  }
  return long <= full * 0.05 && runs >= 2 && runs > full * 0.3;
}

/** In a wrapped page the lines of a paragraph are one text; furniture and authors still have lines of their own. */
function joinWrapped(paragraph: readonly { line: number; text: string }[]): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const { line, text } of paragraph) {
    const block = blockOf(line, text);
    const alone = block.kind === 'furniture' || block.kind === 'authors';
    const last = blocks.at(-1);
    // Inside an abstract a line may be anything: an address, a number.
    if (open && last !== undefined && (!alone || last.kind === 'prose')) {
      const joined = `${last.text} ${text}`;
      blocks[blocks.length - 1] = {
        line: last.line,
        text: joined,
        kind: last.kind === 'prose' ? 'prose' : kindOfLine(joined),
      };
    } else {
      blocks.push(block);
    }
    open = !alone || blocks.at(-1)?.kind === 'prose';
  }
  return blocks;
}

/** A line that occurs three times is part of the page and not of a paper, but for whole sentences. */
function markRepeated(blocks: readonly Block[]): void {
  const times = new Map<string, number>();
  for (const block of blocks)
    if (block.kind !== 'prose' && block.kind !== 'sentence')
      times.set(block.text, (times.get(block.text) ?? 0) + 1);
  for (const block of blocks) if ((times.get(block.text) ?? 0) >= 3) block.kind = 'furniture';
}

function draftsOf(blocks: readonly Block[]): { line: number; draft: Draft }[] {
  const gaps = gapsOf(blocks);
  const column = titleColumn(gaps);
  const drafts: { line: number; draft: Draft }[] = [];
  gaps.forEach((gap, i) => {
    let rest = gap.blocks;
    const last = drafts.at(-1);
    if (i > 0 && last !== undefined) rest = takeTail(last.draft, gap);
    drafts.push(...papersOf(gap, i === 0 ? afterHeader(rest) : rest, i === 0, column));
  });
  return drafts;
}

function gapsOf(blocks: readonly Block[]): Gap[] {
  const gaps: Gap[] = [];
  let gap: Gap = { blocks: [], prose: [] };
  for (const block of blocks) {
    if (block.kind === 'prose') {
      gap.prose.push(block);
      continue;
    }
    if (gap.prose.length > 0) {
      gaps.push(gap);
      gap = { blocks: [], prose: [] };
    }
    gap.blocks.push(block);
  }
  if (gap.blocks.length > 0 || gap.prose.length > 0) gaps.push(gap);
  return gaps;
}

/** Sentences right after an abstract belong to it, unless the only thing between two abstracts is such a sentence. */
function takeTail(draft: Draft, gap: Gap): Block[] {
  let taken = 0;
  while (gap.blocks[taken]?.kind === 'sentence') taken++;
  const rest = gap.blocks.slice(taken);
  if (taken > 0 && gap.prose.length > 0 && !rest.some(mayBeTitle) && !isAside(gap.blocks[taken - 1]!.text))
    taken--;
  for (const block of gap.blocks.slice(0, taken)) draft.abstract += `\n${block.text}`;
  return gap.blocks.slice(taken);
}

/** "Code is available at …": never a title. */
function isAside(text: string): boolean {
  return /https?:\/\/|github|^(?:we|our|code|this|these|the code|the source|data|project|keywords)\b/i.test(
    text,
  );
}

function mayBeTitle(block: Block): boolean {
  return block.kind === 'line';
}

/** The page's header ends with the last piece of furniture before the first abstract's title. */
function afterHeader(blocks: Block[]): Block[] {
  const titles = blocks.filter(mayBeTitle);
  const last = titles.at(-1);
  if (last === undefined) return blocks;
  const lastAt = blocks.indexOf(last);
  let start = 0;
  for (let i = 0; i < lastAt; i++) if (blocks[i]!.kind === 'furniture') start = i + 1;
  // A line with authors under it is a title, whatever comes after.
  const named = blocks.findIndex((block, i) => isPhrase(block) && blocks[i + 1]?.kind === 'authors');
  return blocks.slice(named < 0 ? start : Math.min(start, named));
}

/**
 * When most gaps have the same number of title-like lines, two or more (say title and affiliation), one of the places
 * holds the titles: the one with the longest lines. Null: the last line of a gap is the title.
 */
function titleColumn(gaps: readonly Gap[]): Column | null {
  const inner = gaps
    .slice(1)
    .filter((gap) => gap.prose.length > 0)
    .map((gap) => gap.blocks.filter(isPhrase));
  for (const size of [2, 3, 4]) {
    const same = inner.filter((lines) => lines.length === size);
    if (same.length < 2 || same.length < inner.length * 0.6) continue;
    const lengths = Array.from({ length: size }, (_, k) =>
      same.reduce((sum, lines) => sum + lines[k]!.text.length, 0),
    );
    return { size, index: lengths.indexOf(Math.max(...lengths)) };
  }
  return null;
}

/** Lines that may be titles; single words only where there is nothing better. */
function candidatesOf(blocks: readonly Block[]): Block[] {
  const lines = blocks.filter(mayBeTitle);
  const better = lines.filter((block, i) => isPhrase(block) && !(i > 0 && isLoneName(block.text)));
  return better.length > 0 ? better : lines.slice(-1);
}

/** Two words or more. */
function isPhrase(block: Block): boolean {
  return mayBeTitle(block) && /\S\s+\S|[\u3040-\u9fff\uac00-\ud7af]{4}/.test(block.text);
}

function papersOf(
  gap: Gap,
  blocks: readonly Block[],
  first: boolean,
  column: Column | null,
): { line: number; draft: Draft }[] {
  let titles = candidatesOf(blocks);
  const phrases = blocks.filter(isPhrase);
  if (gap.prose.length === 0) titles = first ? [] : titles.filter((block) => isStrongTitle(block.text));
  else if (titles.length === 0)
    titles = blocks.filter((block) => block.kind === 'sentence' || block.kind === 'authors').slice(0, 1);
  else if (column !== null && phrases.length >= column.size)
    titles = [phrases.slice(-column.size)[column.index]!];
  const drafts = titles.map((title, i) => ({
    line: title.line,
    draft: draftOf(title, blocks, titles[i + 1]),
  }));
  const last = drafts.at(-1);
  if (last !== undefined) {
    last.draft.abstract = [last.draft.abstract, ...gap.prose.map((block) => block.text)]
      .filter((text) => text !== '')
      .join('\n');
    return drafts;
  }
  // An abstract under no title: kept only where a page has nothing else.
  return first && gap.prose.length > 0 && gap.blocks.length === 0 ? [] : drafts;
}

/** The paper of `title`: what stands between it and the next title says who and when. */
function draftOf(title: Block, blocks: readonly Block[], next: Block | undefined): Draft {
  const draft = emptyDraft();
  draft.title = title.text;
  const from = blocks.indexOf(title) + 1;
  for (const block of blocks.slice(from, next === undefined ? undefined : blocks.indexOf(next))) {
    if (block.kind === 'authors' && draft.authors.length === 0) draft.authors = authorsOfLine(block.text);
    else if (block.kind === 'sentence') draft.abstract += (draft.abstract === '' ? '' : '\n') + block.text;
    else if (block.kind === 'furniture') addFurniture(draft, block.text);
    else if (block.kind === 'line' && draft.authors.length === 0 && isLoneName(block.text))
      draft.authors = [block.text];
  }
  return draft;
}

function authorsOfLine(text: string): Author[] {
  const names = text
    .replace(/^(?:(?:authors?|by)\s*:\s*|by )/i, '')
    .replace(/,?\s*(?:et al\.?|\.{3}|…|\+ ?\d+ (?:more|authors?))$/i, '');
  // Marks of footnotes stand behind names.
  return splitAuthors(names.replace(/[*†‡§¶\d∗]+(?=[\s,;|·•]|$)/g, '').replace(/\s*[·•]\s*/g, '; '));
}

function addFurniture(draft: Draft, text: string): void {
  const arxiv = arxivIdOf(text);
  if (arxiv !== null) draft.ids['arxiv'] ??= arxiv;
  else if (/^https?:\/\/\S+$/.test(text)) draft.url ??= text;
  else if (
    /^\W*(?:published|submitted|posted|updated|accepted|\w{3,9} \d|\d)/i.test(text) &&
    text.length < 60
  )
    draft.year ??= yearOf(text);
}

/** After the last abstract titles and the page's footer look alike: five words, most of them capitalised or a colon. */
function isStrongTitle(text: string): boolean {
  if (/\b(?:subscribe|cookie|privacy|sign up|log in|newsletter|inbox|terms)\b/i.test(text)) return false;
  const words = text.split(/\s+/).filter((word) => word.length > 3);
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return text.split(/\s+/).length >= 5 && (capital > words.length * 0.6 || /\w: \w/.test(text));
}
