/** Topics and papers as documents that a client can attach: `fieldmap://topic/ID`, `fieldmap://paper/ID`. */
import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { ListResourcesResult, ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { FieldmapError } from '../../errors.js';
import type { LibraryService } from '../verbs.js';
import { citationOf, hitLine } from './results.js';

const MARKDOWN = 'text/markdown';
/** Papers listed at most: those that stand for the topics. The others are found by asking. */
const LISTED = 100;
/** Members of a topic in its document. */
const MEMBERS = 50;

const uriOf = (kind: 'paper' | 'topic', id: string): string => `fieldmap://${kind}/${encodeURIComponent(id)}`;

export function registerResources(server: McpServer, service: LibraryService): void {
  server.registerResource(
    'topic',
    new ResourceTemplate('fieldmap://topic/{id}', { list: () => listTopics(service) }),
    { title: 'Topic', description: 'A topic of the map with its terms and papers', mimeType: MARKDOWN },
    async (uri, { id }) => document(uri, await topicText(service, idOf(id))),
  );
  server.registerResource(
    'paper',
    new ResourceTemplate('fieldmap://paper/{id}', { list: () => listPapers(service) }),
    {
      title: 'Paper',
      description: 'A paper: citation, abstract and the papers most like it',
      mimeType: MARKDOWN,
    },
    async (uri, { id }) => document(uri, await paperText(service, idOf(id))),
  );
}

/** Without a map there is nothing to list, which is no error. */
async function topicsOf(service: LibraryService) {
  try {
    return (await service.call('topics', [])).topics;
  } catch (error) {
    if (error instanceof FieldmapError && error.code === 'not-found') return [];
    throw error;
  }
}

async function listTopics(service: LibraryService): Promise<ListResourcesResult> {
  const topics = await topicsOf(service);
  return {
    resources: topics.map(({ id, label, size }) => ({
      uri: uriOf('topic', id),
      name: label,
      description: `${size} papers`,
      mimeType: MARKDOWN,
    })),
  };
}

async function listPapers(service: LibraryService): Promise<ListResourcesResult> {
  const found = new Map(
    (await topicsOf(service)).flatMap(({ exemplars, label }) => exemplars.map((id) => [id, label] as const)),
  );
  return {
    resources: [...found].slice(0, LISTED).map(([id, label]) => ({
      uri: uriOf('paper', id),
      name: id,
      description: `Stands for the topic "${label}"`,
      mimeType: MARKDOWN,
    })),
  };
}

function idOf(id: string | string[] | undefined): string {
  const text = Array.isArray(id) ? id.join(',') : (id ?? '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function topicText(service: LibraryService, id: string): Promise<string> {
  const shown = await service.call('topic', [id]);
  if (shown.kind !== 'topic') throw new TypeError('A topic was asked for, and a paper came.');
  const { topic, papers } = shown;
  const listed = papers
    .slice(0, MEMBERS)
    .map(({ title, year, id: paper }) => `- ${title} (${year ?? 'no year'}) [id: ${paper}]`);
  const more = papers.length > MEMBERS ? [`- … and ${papers.length - MEMBERS} more`] : [];
  return [
    `# ${topic.label}`,
    `${topic.size} papers. Terms: ${topic.terms.map(({ term }) => term).join(', ')}.`,
    [...listed, ...more].join('\n'),
  ].join('\n\n');
}

async function paperText(service: LibraryService, id: string): Promise<string> {
  const shown = await service.call('paper', [id]);
  if (shown.kind !== 'paper') throw new TypeError('A paper was asked for, and a topic came.');
  const { paper, topic, similar } = shown;
  return [
    `# ${paper.title}`,
    citationOf(paper),
    ...(topic === null ? [] : [`Topic: ${topic.label} [${topic.id}]`]),
    ...(paper.abstract === '' ? [] : [paper.abstract]),
    ...(similar.length === 0 ? [] : [`Most similar:\n\n${similar.map(hitLine).join('\n')}`]),
  ].join('\n\n');
}

function document(uri: URL, text: string): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text }] };
}
