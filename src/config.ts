/** Defaults and the environment. The only reader of `process.env`. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';

export const DEFAULTS = {
  library: './library',
  out: 'out',
  model: 'all-MiniLM-L6-v2',
  /** Papers in an answer. */
  hits: 10,
  seed: 42,
  port: 7070,
} as const;

/** The package's own folder: `models/`, `schema/` and `package.json` are in it, in `src/` and in `dist/` alike. */
export const PACKAGE_DIR = fileURLToPath(new URL('..', import.meta.url));

/** The program of a thread or process: `path` from the root of the built code. Run from src/ there is no such file. */
export const programUrl = (path: string): URL => new URL(path, import.meta.url);

/** The file inside a library's folder that is the library; everything beside it can be made again. */
export const LIBRARY_FILE = 'fieldmap.sqlite';

/** Models that come with the package. */
export const BUNDLED_MODELS_DIR = resolve(PACKAGE_DIR, 'models');

/** A variable that is empty is one that is not set. */
function given(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** Where `model pull` puts what it fetches: `FIELDMAP_MODELS`, else `~/.cache/fieldmap/models`. */
export function pulledModelsDir(): string {
  const cache = given('XDG_CACHE_HOME') ?? resolve(given('HOME') ?? given('USERPROFILE') ?? '.', '.cache');
  return resolve(given('FIELDMAP_MODELS') ?? resolve(cache, 'fieldmap', 'models'));
}

/** The library's folder, or its address on a cluster: the flag, else `FIELDMAP_LIBRARY`, else `./library`. */
export function libraryDir(flag?: string): string {
  const named = flag ?? given('FIELDMAP_LIBRARY') ?? DEFAULTS.library;
  return isOnCluster(named) ? named : resolve(named);
}

/** Worker threads for embedding: `FIELDMAP_THREADS`, else one a core. */
export function defaultThreads(): number {
  const wanted = Number(given('FIELDMAP_THREADS'));
  return Number.isInteger(wanted) && wanted > 0 ? wanted : Math.max(1, availableParallelism());
}

/**
 * From 1.29 on ONNX Runtime reports how it is used to Microsoft from Linux and macOS, keeps a device's id and a database
 * in ~/.cache/Microsoft for it, and searches the command line by recursion (15 kB of file names ended the process),
 * unless this is set before it starts, in the environment of the process: a worker's own is a copy.
 * https://github.com/microsoft/onnxruntime/pull/27379. On Windows its events go by the system's own settings.
 */
export function keepOnnxRuntimeToItself(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}

/** What every request to the server must know: `FIELDMAP_TOKEN`. A flag would be seen by everyone who lists processes. */
export function serverToken(): string | undefined {
  return given('FIELDMAP_TOKEN');
}

/** Colour on a terminal unless `NO_COLOR` is set (https://no-color.org). */
export function colorWanted(isTerminal: boolean): boolean {
  return isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

/** Before the address of a library on an OpenSearch cluster: `opensearch+https://host:9200/NAME`. */
const ON_CLUSTER = /^opensearch\+/u;

export function isOnCluster(library: string): boolean {
  return ON_CLUSTER.test(library);
}

export interface ClusterCredentials {
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly apiKey: string | undefined;
  readonly caFile: string | undefined;
  /** Requests are signed for Amazon's service in this region, with the keys of the usual AWS_ variables. */
  readonly aws: AwsCredentials | undefined;
}

export interface AwsCredentials {
  readonly region: string;
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly sessionToken: string | undefined;
}

/** Who asks the cluster: from the environment alone, since an address is seen in logs and in the list of processes. */
export function clusterCredentials(): ClusterCredentials {
  return {
    user: given('FIELDMAP_OPENSEARCH_USER'),
    password: given('FIELDMAP_OPENSEARCH_PASSWORD'),
    apiKey: given('FIELDMAP_OPENSEARCH_API_KEY'),
    caFile: given('FIELDMAP_OPENSEARCH_CA'),
    aws: awsCredentials(),
  };
}

function awsCredentials(): AwsCredentials | undefined {
  const region = given('FIELDMAP_OPENSEARCH_AWS_REGION');
  if (region === undefined) return undefined;
  return {
    region,
    accessKeyId: given('AWS_ACCESS_KEY_ID'),
    secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
    sessionToken: given('AWS_SESSION_TOKEN'),
  };
}
