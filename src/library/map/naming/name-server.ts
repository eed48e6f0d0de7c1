/** A local server that speaks OpenAI's protocol (Ollama, llama.cpp, vLLM, LM Studio): asked for names of topics. */
import { z } from 'zod';
import { FieldmapError, messageOf } from '../../../errors.js';

/** How long one name may take: a large model on a processor begins with loading itself. */
const TIMEOUT = 180_000;
/** Tokens of an answer: models that think aloud first need some. */
const MOST_TOKENS = 512;
const SEED = 42;
/** Characters of an answer that are looked at. */
const MOST_READ = 65_536;

const EXAMPLE = 'http://localhost:11434/v1';
const HINT = `Give the address of a server on this machine: \`fieldmap map --name-with ${EXAMPLE}\`.`;

const modelList = z.object({ data: z.array(z.object({ id: z.string().min(1) })) });
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});

export interface NameServer {
  /** `http://localhost:11434/v1` */
  readonly base: string;
  readonly model: string;
}

/** Null: the only model that the server has. */
type Address = Omit<NameServer, 'model'> & { readonly model: string | null };

/**
 * `http://localhost:11434/v1#qwen3:4b`: the address, and behind `#` the model where the server has several.
 * @throws FieldmapError `usage` for what is no address, has a password in it, or is on another machine without `allowRemote`.
 */
export function parseNameServer(text: string, allowRemote: boolean): Address {
  if (!URL.canParse(text))
    throw new FieldmapError('usage', `--name-with is "${text}", which is no address.`, HINT);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FieldmapError(
      'usage',
      `--name-with begins with "${url.protocol}"; expected http: or https:.`,
      HINT,
    );
  if (url.username !== '' || url.password !== '')
    throw new FieldmapError(
      'usage',
      '--name-with has a user or password in it: anyone who lists processes would see it.',
      'Give an address without them; no password is sent.',
    );
  if (!allowRemote && !isThisMachine(url.hostname))
    throw new FieldmapError(
      'usage',
      `--name-with names another machine, ${url.hostname}: titles and terms of your papers would leave this one.`,
      'Add --allow-remote if that is what you want, or give the address of a server on this machine.',
    );
  const path = url.pathname.replace(/\/+$/u, '').replace(/\/chat\/completions$/u, '');
  return {
    base: `${url.origin}${path === '' ? '/v1' : path}`,
    model: url.hash === '' ? null : decodeURIComponent(url.hash.slice(1)),
  };
}

function isThisMachine(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d+){3}$/u.test(host)
  );
}

/**
 * The server with the model to ask.
 * @throws FieldmapError as `parseNameServer`; `input` when the server is not there, `usage` when it has several models.
 */
export async function findNameServer(
  text: string,
  allowRemote: boolean,
  signal?: AbortSignal,
): Promise<NameServer> {
  const { base, model } = parseNameServer(text, allowRemote);
  if (model !== null) return { base, model };
  const { data } = await request(modelList, `${base}/models`, { signal });
  const [first, ...more] = data.map(({ id }) => id);
  if (first === undefined)
    throw new FieldmapError(
      'usage',
      `The server at ${base} has no model.`,
      'Load one, such as `ollama pull qwen3:4b`.',
    );
  if (more.length > 0)
    throw new FieldmapError(
      'usage',
      `The server at ${base} has ${data.length} models: ${[first, ...more].slice(0, 5).join(', ')}${data.length > 5 ? ', …' : ''}.`,
      `Say which behind a #: \`--name-with ${base}#${first}\`.`,
    );
  return { base, model: first };
}

/** What the model answers, always the same for the same question where the server keeps to the seed. */
export async function askModel(
  { base, model }: NameServer,
  messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[],
  signal?: AbortSignal,
): Promise<string> {
  const body = { model, messages, temperature: 0, seed: SEED, max_tokens: MOST_TOKENS, stream: false };
  const { choices } = await request(completion, `${base}/chat/completions`, { body, signal });
  return choices[0]!.message.content ?? '';
}

interface Sent {
  readonly body?: object;
  readonly signal: AbortSignal | undefined;
}

/** Redirects are refused: they could lead away from this machine. */
async function request<T>(schema: z.ZodType<T>, url: string, { body, signal }: Sent): Promise<T> {
  const limit = AbortSignal.timeout(TIMEOUT);
  try {
    const reply = await fetch(url, {
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await limited(reply);
    if (!reply.ok) throw new Error(`status ${reply.status}: ${text.slice(0, 200)}`);
    const found = schema.safeParse(JSON.parse(text));
    if (!found.success) throw new Error('the answer is not what an OpenAI-compatible server gives');
    return found.data;
  } catch (error) {
    if (signal?.aborted)
      throw new FieldmapError('interrupted', 'Stopped while naming topics.', 'Run the same command again.');
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new FieldmapError('input', `${url} gave no name (${messageOf(error)}${cause}).`, null, {
      cause: error,
    });
  }
}

async function limited(reply: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of reply.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > MOST_READ) throw new Error(`more than ${MOST_READ} characters`);
  }
  return text;
}
