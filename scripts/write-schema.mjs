// Writes schema/topic-map.schema.json from the compiled zod schema. Run by the build; a test says when it is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { topicMapJsonSchema } from '../dist/topic-map/index.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('topic-map.schema.json', folder), topicMapJsonSchema());
