/** Names of topics by a model on a local server, here one that answers what a test wants. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import { openLibrary, type Library } from '../../src/library/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const CATS = [
  'cat graph',
  'cat neural search',
  'cat map and graph',
  'cat learns search',
  'cat whisker graph',
];
const STARS = ['sparse star', 'star image', 'bright star image', 'star sparse survey', 'distant star survey'];

const records = [...CATS, ...STARS].map((title, i) =>
  JSON.stringify({ id: `p${i}`, title, abstract: `${title}. We study the ${title} again.` }),
);

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let server: Server;
let url: string;
let notices: string[];
/** What came in, and what goes out. */
let asked: { model: string; messages: { role: string; content: string }[] }[];
let answer: (question: string, n: number) => string | { readonly status: number };
let models: string[];

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

beforeEach(async () => {
  folder = temporaryFolder();
  notices = [];
  asked = [];
  models = ['tiny'];
  answer = (question) => (question.includes('cat') ? 'Cat graphs' : 'Star survey');
  server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      if (request.url === '/v1/models') {
        response.end(JSON.stringify({ data: models.map((id) => ({ id })) }));
        return;
      }
      const body = JSON.parse(text) as (typeof asked)[number];
      asked.push(body);
      const said = answer(body.messages.at(-1)!.content, asked.length);
      if (typeof said !== 'string') response.writeHead(said.status).end('no');
      else response.end(JSON.stringify({ choices: [{ message: { content: said } }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  library = await open();
  await library.add([{ name: 'papers.jsonl', bytes: Buffer.from(records.join('\n')) }]);
});

afterEach(async () => {
  await library.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

const open = (signal?: AbortSignal): Promise<Library> =>
  openLibrary({
    dir: join(folder.path, 'library'),
    embedder: fakeEmbedder(),
    onNotice: (text) => notices.push(text),
    ...(signal && { signal }),
  });

const labelsOf = async (options: object = {}) => {
  const { topics } = await library.map({ out: null, topics: 2, nameWith: url, ...options });
  return topics
    .filter(({ parent, size }) => parent !== null || size > 0)
    .map(({ label, labelSource }) => [label, labelSource]);
};

const errorOf = async (work: Promise<unknown>): Promise<FieldmapError> => {
  const error = await work.then(() => null).catch((found: unknown) => found);
  expect(error).toBeInstanceOf(FieldmapError);
  return error as FieldmapError;
};

describe('map --name-with, wrongly used', () => {
  it.each([
    ['nonsense', 'which is no address'],
    ['ftp://localhost/v1', 'expected http: or https:'],
    ['http://me:secret@localhost/v1', 'has a user or password in it'],
    ['http://example.org/v1', 'names another machine, example.org'],
    ['http://localhost.example.org/v1', 'names another machine'],
    ['http://127.0.0.1.example.org/v1', 'names another machine'],
    ['http://192.168.0.7:11434', 'names another machine, 192.168.0.7'],
  ])('%s is refused before any work', async (nameWith, why) => {
    const error = await errorOf(library.map({ out: null, nameWith }));
    expect(error.code).toBe('usage');
    expect(error.message).toContain(why);
    expect(error.message).not.toContain('secret');
    expect(asked).toHaveLength(0);
  });

  it('a server with several models asks for one of them', async () => {
    models = ['tiny', 'large'];
    const error = await errorOf(library.map({ out: null, nameWith: url }));
    expect(error.message).toContain('has 2 models: tiny, large');
    expect(error.hint).toContain(`${url}/v1#tiny`);
    await library.map({ out: null, topics: 2, nameWith: `${url}/v1#large` });
    expect(new Set(asked.map(({ model }) => model))).toEqual(new Set(['large']));
  });

  it('a server that is not there, or fails, leaves the local names and says so', async () => {
    const local = await labelsOf({ nameWith: undefined });
    expect(await labelsOf({ nameWith: 'http://127.0.0.1:9', refit: true })).toEqual(local);
    expect(notices.join()).toContain(
      'Topics are named on this machine: http://127.0.0.1:9/v1/models gave no name',
    );
    notices = [];
    answer = () => ({ status: 500 });
    expect(await labelsOf({ refit: true })).toEqual(local);
    expect(notices.join()).toContain('status 500');
  });

  it.each([
    ['', 'it is empty'],
    ['This topic is about cats and graphs', 'it has 7 words, expected 2 to 6'],
    ['This is cat graph', 'it is a sentence'],
    ['Cat graph\nStar', 'several lines'],
    ['Katzen und Graphen', 'no paper has a word like'],
    ['Cats', 'it has one word'],
    ['graph graphs', 'says a word twice'],
    ['We study', 'none of its words is among'],
  ])('the answer %j is refused, and the local name stays', async (said, why) => {
    const local = await labelsOf({ nameWith: undefined });
    answer = () => said;
    expect(await labelsOf({ refit: true })).toEqual(local);
    expect(notices.join()).toMatch(new RegExp(why));
  });

  it('of two topics with one name only one gets it', async () => {
    answer = (question) => (question.includes('cat') ? 'Sparse graphs' : 'Graph, sparse');
    const labels = await labelsOf();
    expect(labels.filter(([, source]) => source === 'model')).toHaveLength(1);
    expect(notices.join()).toContain('it is another label in other words');
  });
});

describe('map --name-with', () => {
  it('asks one topic a request, from terms and titles alone, and says where the name comes from', async () => {
    expect((await labelsOf()).sort()).toEqual([
      ['Cat graphs', 'model'],
      ['Star survey', 'model'],
    ]);
    expect(asked).toHaveLength(2);
    const question = asked
      .map(({ messages }) => messages.at(-1)!.content)
      .find((text) => text.includes('cat'))!;
    expect(question).toContain('Terms: ');
    expect(question).toContain('- cat graph');
    expect(question).not.toContain('We study');
    expect(question).not.toContain('star');
  });

  it('takes quotes, thoughts and a heading away', async () => {
    answer = (question) =>
      question.includes('cat') ? '<think>\nHm.\n</think>\n\n**Name: Cat graphs.**' : '"Star survey"';
    expect((await labelsOf()).map(([label]) => label).sort()).toEqual(['Cat graphs', 'Star survey']);
  });

  it('asks nothing twice: not on the map that stands, nor for the same topics anew', async () => {
    const first = await labelsOf();
    expect(await labelsOf()).toEqual(first);
    expect(await labelsOf({ refit: true })).toEqual(first);
    expect(asked).toHaveLength(2);
    // Without the server the names stay on the standing map, as any label does.
    expect(await labelsOf({ nameWith: undefined })).toEqual(first);
  });

  it('goes on where a stopped run was', async () => {
    const stop = new AbortController();
    await library.close();
    library = await open(stop.signal);
    answer = (question, n) => {
      if (n === 2) stop.abort();
      return question.includes('cat') ? 'Cat graphs' : 'Star survey';
    };
    expect((await errorOf(library.map({ out: null, topics: 2, nameWith: url }))).code).toBe('interrupted');
    expect(asked).toHaveLength(2);
    await library.close();
    library = await open();
    answer = (question) => (question.includes('cat') ? 'Cat graphs' : 'Star survey');
    expect(await labelsOf()).toHaveLength(2);
    expect(asked).toHaveLength(3);
    expect(asked[2]!.messages).toEqual(asked[1]!.messages);
  });

  it("a person's name stays, and is not asked for", async () => {
    await labelsOf({ nameWith: undefined });
    const [topic] = (await library.map({ out: null })).topics;
    await library.renameTopic(topic!.id, 'My own');
    const labels = await labelsOf();
    expect(labels).toContainEqual(['My own', 'person']);
    expect(asked).toHaveLength(1);
  });
});
