/** Markdown, for notes and reading lists. */
import type { Mark } from '../types.js';
import type { Writer } from './writer.js';

export function mdWriter(): Writer {
  return {
    begin: '',
    end: '',
    write({ paper, topic, mark = null }) {
      const who = [
        paper.authors.length > 6
          ? `${paper.authors.slice(0, 5).join(', ')}, … (${paper.authors.length})`
          : paper.authors.join(', '),
        paper.venue ?? '',
        paper.year === null ? '' : String(paper.year),
      ]
        .filter((part) => part !== '')
        .map(escapeMarkdown)
        .join(' · ');
      const link = paper.doi === null ? paper.url : `https://doi.org/${paper.doi}`;
      const place = link === null ? '' : linkOf(link);
      const parts = [
        `## ${escapeMarkdown(paper.title === '' ? 'Untitled' : paper.title)}`,
        who,
        topic === null ? '' : `Topic: ${escapeMarkdown(topic)}`,
        mark === null ? '' : escapeMarkdown(decisionOf(mark)),
        place,
        escapeMarkdown(paper.abstract),
        mark === null ? '' : escapeMarkdown(mark.note),
      ];
      return `${parts.filter((part) => part !== '').join('\n\n')}\n\n`;
    },
  };
}

/** `★ include (reason) · tag · tag` */
function decisionOf({ decision, reason, star, tags }: Mark): string {
  const decided = decision === null ? '' : reason === '' ? decision : `${decision} (${reason})`;
  return [`${star ? '★ ' : ''}${decided}`.trim(), ...tags].filter((part) => part !== '').join(' · ');
}

/** Only web addresses become links; others (`javascript:`, `data:`) are shown as text. */
export function linkOf(address: string): string {
  return /^(?:https?|ftp):\/\/\S/i.test(address)
    ? `<${address.replace(/[<>[\]\s]/g, (char) => encodeURIComponent(char))}>`
    : escapeMarkdown(address);
}

/** Papers' texts are plain text: nothing in them may become a link, a tag or a heading. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|~$]|(?<=\])\(/g, (char) => `\\${char}`)
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2')
    .replace(/&(?=#?\w+;)/g, '\\&');
}
