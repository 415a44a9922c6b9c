// Puts the page together: assemble.mjs PROGRAM.wasm OUT.html. One file, nothing beside it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

// Bytes that the page may have: it travels by mail and is opened from a disk.
const MOST = 4 << 20;

const [wasm, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const part = name => readFileSync(join(here, 'page', name), 'utf8');
const digest = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const script = part('page.js');
// The review sheet stands in a frame that takes over the policy of the page, so its script has to be named here.
const sheet = readFileSync(join(here, '../../src/report/output/html/page.js'), 'utf8');
const policy = [
  "default-src 'none'",
  `script-src ${digest(script)} ${digest(sheet)} 'wasm-unsafe-eval'`,
  "style-src 'unsafe-inline'",
  'worker-src blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const values = {
  POLICY: policy,
  STYLE: part('style.css'),
  PROGRAM: gzipSync(readFileSync(wasm), { level: 9 }).toString('base64'),
  WORKER: part('worker.js'),
  SCRIPT: script,
};
const page = part('index.html').replace(/@([A-Z]+)@/g, (_, name) => values[name]);
const size = Buffer.byteLength(page);
if (size > MOST) throw new Error(`${out}: ${size} bytes, more than ${MOST}`);
writeFileSync(out, page);
console.log(`${out}: ${(size / 2 ** 20).toFixed(2)} MB`);
