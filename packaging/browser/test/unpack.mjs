import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../page/unpack.js'), 'utf8');

/** The bytes behind the text in the page, by the page's own code. */
export const unpacked = new Function(`${source}\nreturn unpacked;`)();
