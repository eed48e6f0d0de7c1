/** Examples for the help of commands that bring none of their own, by the words of the command. */
import type { Command } from 'commander';

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  add: ['fieldmap add papers.bib', 'fieldmap add exports/ --dry-run', 'cat new.ris | fieldmap add -'],
  ask: [
    'fieldmap ask "do robots earn trust?" -n 5 --explain',
    'fieldmap ask \'"medication errors" -children\' --year 2019..',
  ],
  similar: ['fieldmap similar 10.1000/xyz -n 5', 'fieldmap similar draft.txt'],
  compare: ['fieldmap compare 10.1000/xyz 10.1000/abc'],
  searches: ['fieldmap ask "sparse autoencoders" --save sae', 'fieldmap searches run sae --new'],
  'searches list': ['fieldmap searches list'],
  'searches run': ['fieldmap searches run sae --new'],
  'searches remove': ['fieldmap searches remove sae'],
  'maps list': ['fieldmap maps list'],
  'maps use': ['fieldmap maps use trial'],
  'maps remove': ['fieldmap maps remove trial'],
  'maps load': ['fieldmap maps load out/topic-map.json'],
  topics: ['fieldmap topics', 'fieldmap topics rename t5 "Feature engineering"'],
  'topics list': ['fieldmap topics list --over-time'],
  'topics show': ['fieldmap topics show t5'],
  'topics rename': ['fieldmap topics rename t5 "Feature engineering"'],
  'topics merge': ['fieldmap topics merge t1 t3'],
  'topics undo': ['fieldmap topics undo'],
  'topics rules': ['fieldmap topics rules'],
  'topics borders': ['fieldmap topics borders'],
  'topics bridges': ['fieldmap topics bridges t1 t2'],
  fields: ['fieldmap fields', 'fieldmap ask "screening tests" --field Medicine'],
  concepts: ['fieldmap concepts', 'fieldmap concepts show "medical imaging"'],
  'concepts list': ['fieldmap concepts list "medical imaging"'],
  'concepts show': ['fieldmap concepts show "medical imaging"'],
  'concepts learn': ['fieldmap concepts learn'],
  export: [
    'fieldmap export --format bib > papers.bib',
    'fieldmap export burnout -n 50 --format csv > hits.csv',
  ],
  serve: ['fieldmap serve --open', 'fieldmap serve --write --port 8080'],
  mcp: ['fieldmap mcp --library ~/library', 'fieldmap mcp --write'],
  cited: ['fieldmap cited -n 20'],
  duplicates: ['fieldmap duplicates', 'fieldmap duplicates split ID'],
  'duplicates list': ['fieldmap duplicates list'],
  'duplicates join': ['fieldmap duplicates join ID OTHER'],
  'duplicates split': ['fieldmap duplicates split ID'],
  remove: ['fieldmap remove 10.1000/xyz'],
  status: ['fieldmap status', 'fieldmap status --json'],
  doctor: ['fieldmap doctor', 'fieldmap doctor --repair'],
  eval: ['fieldmap eval --self', 'fieldmap eval --queries queries.jsonl --qrels qrels.tsv'],
  model: ['fieldmap model list', 'fieldmap model verify'],
  'model list': ['fieldmap model list'],
  'model pull': ['fieldmap model pull Xenova/bge-small-en-v1.5'],
  'model verify': ['fieldmap model verify'],
  help: ['fieldmap help ask', 'fieldmap help topics merge'],
};

/** Adds them to the help of `command` and of those below it. */
export function addExamples(command: Command, before: readonly string[] = []): void {
  for (const child of command.commands) {
    const path = [...before, child.name()];
    const lines = EXAMPLES[path.join(' ')];
    if (lines !== undefined) {
      const head = lines.length === 1 ? 'Example' : 'Examples';
      child.addHelpText('after', `\n${head}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    }
    addExamples(child, path);
  }
}
