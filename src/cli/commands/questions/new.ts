import { Option } from 'commander';
import { FieldmapError } from '../../../errors.js';
import { atomFeed, htmlDigest, markdownDigest, type News } from '../../../library/index.js';
import { writeFileAtomically } from '../../../io/index.js';
import { newsFields, type OptionsOf } from '../../../questions/index.js';
import { existsSync, readFileSync } from 'node:fs';
import { EXIT } from '../../exit.js';
import { addGlobalFlags, addMapFlag, afterHelp, collect, type GlobalFlags } from '../../options.js';
import { plain } from '../../render/output.js';
import { addQuestionFlags } from '../../question-flags.js';
import { renderNews } from '../../render/news.js';
import { withLibrary, type Register, type Session } from '../../session.js';

const FORMATS = ['md', 'html'] as const;

interface Flags extends OptionsOf<typeof newsFields> {
  readonly format?: (typeof FORMATS)[number];
  readonly out?: string[];
}

const HELP =
  'For every search saved with `ask --save`, every paper of `follow` and every topic of the map: the new papers, best ' +
  'first, that score at least half of what the ten best earlier papers score on average; --min-score of a saved search ' +
  'stands in its place. After a digest since LAST its papers are new no more; --since DAY changes nothing. ' +
  'Exit code: 0 there is something, 4 there is nothing, others as ever.';

const EXAMPLES = `
Examples:
  fieldmap new
  fieldmap new -o digest.md -o feed.xml
  fieldmap new --since 2026-03-01 --format html > march.html`;

export const register: Register = (program, io, setExit) => {
  const command = addMapFlag(addGlobalFlags(program.command('new')))
    .description('papers that came in, for saved searches, followed papers and topics')
    .addOption(
      new Option('--format <format>', 'print a digest to send round')
        .choices(FORMATS)
        .conflicts(['json', 'out']),
    )
    .option(
      '-o, --out <file>',
      'write a digest (.md, .html) or go on with an Atom feed (.xml, .atom); may be repeated',
      collect,
    );
  addQuestionFlags(command, newsFields)
    .addHelpText('after', afterHelp(io, HELP))
    .addHelpText('after', EXAMPLES);
  command.action(async (flags: GlobalFlags & Flags) => {
    const kinds = (flags.out ?? []).map(kindOf);
    const isRead = flags.since !== 'LAST';
    await withLibrary<Flags>(io, flags, { mode: isRead ? 'read' : 'write' }, async (session) => {
      const news = await session.library.news({ since: flags.since ?? 'LAST' });
      if (news.found + news.elsewhere.length === 0) {
        setExit(EXIT.nothing);
        if (flags.json) session.printJson(news);
        else
          session.remark(
            `Nothing new since ${flags.since === 'LAST' ? 'the last digest' : plain(news.since)}.`,
          );
      } else {
        if (news.found === 0) setExit(EXIT.nothing);
        print(session, news);
        flags.out?.forEach((file, i) => write(file, kinds[i]!, news));
        if (flags.out) session.remark(`Written: ${flags.out.map(plain).join(', ')}`);
      }
      for (const note of news.notes) session.remark(plain(note));
      // After everything is printed and written: a digest that nobody got is told again.
      if (!isRead) await session.library.markNewsSeen(news);
    });
  });
};

function print(session: Session<Flags>, news: News): void {
  const { flags } = session;
  if (flags.json) session.printJson(news);
  else if (flags.format !== undefined) session.io.stdout.write(digest(news, flags.format));
  else if (flags.out === undefined) session.print(renderNews(news, session.paint, session.width));
}

type Kind = 'md' | 'html' | 'atom';

const KINDS: Readonly<Record<string, Kind>> = {
  md: 'md',
  html: 'html',
  htm: 'html',
  xml: 'atom',
  atom: 'atom',
};

function kindOf(file: string): Kind {
  const kind = KINDS[/\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''];
  if (kind !== undefined) return kind;
  throw new FieldmapError(
    'usage',
    `${plain(file)} has no ending that names a digest; expected .md, .html, .xml or .atom.`,
    'For example `fieldmap new -o digest.html`.',
  );
}

function write(file: string, kind: Kind, news: News): void {
  if (kind !== 'atom') {
    writeFileAtomically(file, digest(news, kind));
    return;
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileAtomically(file, atomFeed(news, { title: 'New papers', now: new Date(), before, name: file }));
}

function digest(news: News, kind: (typeof FORMATS)[number]): string {
  const day = new Date().toLocaleDateString('sv-SE');
  return kind === 'md' ? markdownDigest(news, { day }) : htmlDigest(news, { day });
}
