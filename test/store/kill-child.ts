/** Adds papers and vectors to the library in argv[2] and prints a line after each commit, until it is killed. */
import { openSqliteStore } from '../../src/store/sqlite.js';
import { fill } from './kill-fill.js';

const store = await openSqliteStore(process.argv[2]!, { mode: 'create', batch: 20 });
await fill(store, () => process.stdout.write('commit\n'));
await store.close();
