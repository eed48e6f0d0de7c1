/** Unpacks the data and starts the page. */
import { startPage } from './app.js';
import { readData } from './data/data.js';
import { element } from './dom.js';
import { STRINGS } from './data/strings.js';

readData().then(startPage, () => document.body.append(element('p', { class: 'failed' }, STRINGS.failed)));
