/** The commands in the order the help shows them. */
import type { Register } from '../session.js';
import { register as add } from './papers/add.js';
import { register as ask } from './questions/ask.js';
import { register as cited } from './papers/cited.js';
import { register as compare } from './questions/compare.js';
import { register as concepts } from './maps/concepts.js';
import { register as doctor } from './upkeep/doctor.js';
import { register as duplicates } from './papers/duplicates.js';
import { register as evaluate } from './questions/eval.js';
import { register as exportPapers } from './papers/export.js';
import { register as fields } from './maps/fields.js';
import { register as follow } from './papers/follow.js';
import { register as help } from './help.js';
import { register as map } from './maps/map.js';
import { register as maps } from './maps/maps.js';
import { register as mark } from './papers/mark.js';
import { register as mcp } from './upkeep/mcp.js';
import { register as model } from './upkeep/model.js';
import { register as newPapers } from './questions/new.js';
import { register as read } from './questions/read.js';
import { register as remove } from './papers/remove.js';
import { register as report } from './papers/report.js';
import { register as screen } from './papers/screen.js';
import { register as searches } from './questions/searches.js';
import { register as serve } from './upkeep/serve.js';
import { register as show } from './papers/show.js';
import { register as similar } from './questions/similar.js';
import { register as status } from './upkeep/status.js';
import { register as topics } from './maps/topics.js';

const COMMANDS: readonly Register[] = [
  add,
  ask,
  similar,
  compare,
  read,
  searches,
  newPapers,
  follow,
  map,
  maps,
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
  cited,
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
