/** The commands in the order the help shows them. */
import type { Register } from '../session.js';
import { register as add } from './add.js';
import { register as ask } from './ask.js';
import { register as compare } from './compare.js';
import { register as concepts } from './concepts.js';
import { register as doctor } from './doctor.js';
import { register as duplicates } from './duplicates.js';
import { register as evaluate } from './eval.js';
import { register as exportPapers } from './export.js';
import { register as fields } from './fields.js';
import { register as help } from './help.js';
import { register as map } from './map.js';
import { register as mark } from './mark.js';
import { register as mcp } from './mcp.js';
import { register as model } from './model.js';
import { register as remove } from './remove.js';
import { register as report } from './report.js';
import { register as screen } from './screen.js';
import { register as searches } from './searches.js';
import { register as serve } from './serve.js';
import { register as show } from './show.js';
import { register as similar } from './similar.js';
import { register as status } from './status.js';
import { register as topics } from './topics.js';

const COMMANDS: readonly Register[] = [
  add,
  ask,
  similar,
  compare,
  searches,
  map,
  topics,
  fields,
  concepts,
  show,
  mark,
  screen,
  report,
  exportPapers,
  serve,
  mcp,
  duplicates,
  remove,
  status,
  doctor,
  evaluate,
  model,
  help,
];

export const registerCommands: Register = (program, io, setExit) => {
  for (const register of COMMANDS) register(program, io, setExit);
};
