/** The tools: the library's verbs with the arguments of the command line. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import { askFields, draftText, question, similarFields, toOptions } from '../../questions/index.js';
import { askArguments, given, similarArguments, topicArguments } from '../fields.js';
import { toProblem } from '../problem.js';
import type { LibraryService } from '../verbs.js';
import type { Writer } from '../writing.js';
import { registerConceptTools } from './concept-tools.js';
import { registerNews } from './news-tool.js';
import { registerRead } from './read-tool.js';
import { registerMark, registerReviewTools } from './review-tools.js';
import {
  answer,
  cite,
  cited,
  hitLine,
  hitsOf,
  hitsResult,
  hitsText,
  list,
  READS,
  similarResult,
  type ReportingErrors,
} from './results.js';

export interface ToolServices {
  readonly service: LibraryService;
  /** Null: no papers are added. */
  readonly addText: Writer['add'] | null;
  /** Null: nothing is said of papers. */
  readonly mark: Writer['mark'] | null;
  /** Gets what a person at the server should see: bugs. */
  readonly onError: (text: string) => void;
}

const text = z.string();
const some = text.min(1).max(500);
const name = some.describe('Id, DOI or unambiguous part of the title');

export function registerTools(server: McpServer, { service, addText, mark, onError }: ToolServices): void {
  const reporting = reportingErrors(onError);
  for (const register of [
    registerAsk,
    registerSimilar,
    registerPaper,
    registerTopics,
    registerTopic,
    registerMapStatus,
    registerRead,
    registerNews,
    registerConceptTools,
    registerReviewTools,
  ])
    register(server, service, reporting);
  if (addText !== null) registerAddText(server, addText, reporting);
  if (mark !== null) registerMark(server, mark, reporting);
}

/** What goes wrong is reporting to the model, with the next step; a bug is reporting to the person at the server. */
function reportingErrors(onError: ToolServices['onError']): ReportingErrors {
  return (work) => async (args) => {
    try {
      return await work(args);
    } catch (error) {
      if (!(error instanceof FieldmapError) || error.code === 'internal') {
        onError(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      const { code, detail, hint } = toProblem(error);
      return {
        isError: true,
        content: [{ type: 'text', text: `${code}: ${detail}${hint === null ? '' : `\n${hint}`}` }],
      };
    }
  };
}

function registerAsk(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'ask',
    {
      title: 'Ask the papers',
      description:
        'The papers of the library that answer a question, best first, each with a citation and the sentence that matched, word for word. Cite what you use.',
      inputSchema: z.strictObject({
        question: question
          .min(1)
          .describe(
            'A question or keywords; "quoted phrase", -word, AND OR NOT with brackets, word*, ti: ab: au: py:, a title, an author or a DOI work too',
          ),
        ...askArguments,
      }),
      outputSchema: hitsResult,
      annotations: READS,
    },
    reporting(async ({ question: asked, n, ...values }) => {
      const options = toOptions(askFields, { ...values, count: n });
      const result = hitsOf(await service.call('ask', [asked, options]));
      return answer(result, hitsText(result));
    }),
  );
}

function registerSimilar(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'similar',
    {
      title: 'Papers like these',
      description:
        'The papers most like one or several given ones, or like a text such as the abstract of a draft. Give either `ids` or `text`.',
      inputSchema: z.strictObject({
        ids: z.array(name).min(1).max(50).optional(),
        text: draftText
          .optional()
          .describe('A draft; its first line is the title when a blank line follows it'),
        ...similarArguments,
      }),
      outputSchema: similarResult,
      annotations: READS,
    },
    reporting(async ({ ids, text: draft, n, ...values }) => {
      const options = toOptions(similarFields, { ...values, count: n });
      if ((ids === undefined) === (draft === undefined)) {
        throw new FieldmapError(
          'usage',
          'Similar to what? Expected either `ids` or `text`.',
          'Use the tool `ask` to find ids.',
        );
      }
      const found =
        ids === undefined
          ? await service.call('draft', [draft!, options])
          : await service.call('similar', [ids, options]);
      const result = { ...hitsOf(found), topics: found.topics };
      return answer(result, hitsText(result));
    }),
  );
}

function registerPaper(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'paper',
    {
      title: 'One paper',
      description: 'Everything about one paper: citation, abstract, topic, and the papers most like it.',
      inputSchema: z.strictObject({ id: name }),
      outputSchema: z.strictObject({
        ...cited,
        abstract: text,
        labels: list(text),
        ids: z.record(text, text).describe('Other identifiers by scheme: arxiv, pmid, …'),
        topic: z.strictObject({ id: text, label: text }).nullable(),
        similar: list(z.strictObject(cited)),
      }),
      annotations: READS,
    },
    reporting(async ({ id }) => {
      const shown = await service.call('paper', [id]);
      if (shown.kind !== 'paper') throw new TypeError('A paper was asked for, and a topic came.');
      const { paper, topic, similar } = shown;
      const result = {
        ...cite(paper),
        abstract: paper.abstract,
        labels: paper.labels,
        ids: paper.ids,
        topic,
        similar: similar.map((hit) => cite(hit.paper)),
      };
      return answer(
        result,
        [
          result.citation,
          paper.abstract,
          topic === null ? '' : `Topic: ${topic.label} [${topic.id}]`,
          `Most similar:\n${similar.map(hitLine).join('\n')}`,
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
      );
    }),
  );
}

const topicFields = {
  id: text,
  label: text,
  size: z.int(),
  parent: text.nullable().describe('Its area'),
  terms: list(text).describe('Best first'),
};

function registerTopics(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'topics',
    {
      title: 'Topics of the map',
      description: 'The topics of the last map, areas before their topics, with sizes and terms.',
      inputSchema: z.strictObject({}),
      outputSchema: z.strictObject({
        topics: list(z.strictObject(topicFields)),
        unplaced: z.int().describe('Papers that belong to no topic'),
      }),
      annotations: READS,
    },
    reporting(async () => {
      const { topics, unplaced } = await service.call('topics', []);
      const short = topics.map(({ id, label, size, parent, terms }) => ({
        id,
        label,
        size,
        parent,
        terms: terms.map(({ term }) => term),
      }));
      return answer(
        { topics: short, unplaced },
        [
          ...short.map(({ id, label, size, terms }) => `${id}: ${label} (${size}): ${terms.join(', ')}`),
          `Unplaced: ${unplaced}`,
        ].join('\n'),
      );
    }),
  );
}

function registerTopic(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'topic',
    {
      title: 'One topic',
      description: 'One topic of the map with the papers that belong to it, the firmest members first.',
      inputSchema: z.strictObject({ id: some.describe('Topic id or label'), ...topicArguments }),
      outputSchema: z.strictObject({
        ...topicFields,
        papers: list(
          z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
        ).describe('The first `n` of `size`'),
      }),
      annotations: READS,
    },
    reporting(async ({ id, n: count }) => {
      const shown = await service.call('topic', [id]);
      if (shown.kind !== 'topic') throw new TypeError('A topic was asked for, and a paper came.');
      const { label, size, parent, terms } = shown.topic;
      const result = {
        id: shown.topic.id,
        label,
        size,
        parent,
        terms: terms.map(({ term }) => term),
        papers: shown.papers.slice(0, count),
      };
      return answer(
        result,
        [
          `${label} [${result.id}], ${size} papers: ${result.terms.join(', ')}`,
          ...result.papers.map((paper) => `${paper.title} (${paper.year ?? 'no year'}) [id: ${paper.id}]`),
        ].join('\n'),
      );
    }),
  );
}

function registerMapStatus(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'map_status',
    {
      title: 'What is in the library',
      description:
        'How many papers the library has, of which years and sources, with which model, and whether there is a map.',
      inputSchema: z.strictObject({}),
      outputSchema: z.strictObject({
        papers: z.int(),
        embedded: z.int(),
        withAbstract: z.int(),
        years: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
        sources: list(z.strictObject({ source: text, records: z.int(), papers: z.int() })),
        model: text.nullable(),
        map: z.strictObject({ papers: z.int(), topics: z.int() }).nullable(),
      }),
      annotations: READS,
    },
    reporting(async () => {
      const { papers, embedded, withAbstract, years, sources, model, map } = await service.call('status', []);
      const known = years.flatMap(({ year }) => (year === null ? [] : [year]));
      const span = known.length === 0 ? null : { from: known[0]!, to: known.at(-1)! };
      const result = { papers, embedded, withAbstract, years: span, sources, model: model?.id ?? null, map };
      return answer(
        result,
        `${papers} papers, ${embedded} embedded${span ? `, ${span.from} to ${span.to}` : ''}; ${map ? `a map of ${map.papers} papers in ${map.topics} topics` : 'no map yet'}.`,
      );
    }),
  );
}

function registerAddText(server: McpServer, addText: Writer['add'], reporting: ReportingErrors): void {
  const count = z.int();
  server.registerTool(
    'add_text',
    {
      title: 'Add papers',
      description:
        'Stores papers given as text (BibTeX, RIS, CSV, JSONL, a pasted list of titles and abstracts, …), embeds and indexes them. The same papers again change nothing.',
      inputSchema: z.strictObject({
        text: z.string().min(1).max(900_000),
        name: some.default('assistant').describe('What the source is to be called'),
        format: some.optional().describe('Found from the text when left out: bib, ris, csv, jsonl, …'),
      }),
      outputSchema: z.strictObject({
        read: count,
        new: count,
        updated: count,
        unchanged: count,
        merged: count,
        removed: count.describe('Removed before, and left out'),
        embedded: count,
        skipped: list(z.strictObject({ line: count, reason: text })),
        papers: count.describe('In the library now'),
      }),
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    reporting(async ({ text: given_, name: source, format }) => {
      const report = await addText(given_, { name: source, ...given({ format }) });
      const { read, updated, unchanged, merged, removed, embedded, papers } = report;
      const result = {
        read,
        new: report.new,
        updated,
        unchanged,
        merged,
        removed,
        embedded,
        skipped: report.skipped.map(({ line, reason }) => ({ line, reason })),
        papers,
      };
      return answer(
        result,
        `${read} records read, ${report.new} new, ${updated} updated, ${unchanged} unchanged, ${report.skipped.length} skipped; the library holds ${papers}.`,
      );
    }),
  );
}
