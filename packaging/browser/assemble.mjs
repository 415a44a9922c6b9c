// Puts the page together: assemble.mjs PROGRAM.wasm OUT.html. One file, nothing beside it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Bytes that the page may have: it travels by mail and is opened from a disk.
const MOST = 4 << 20;

/** `module` without its custom sections: notes that no browser reads. */
function withoutNotes(module) {
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length;) {
    let [length, shift, next] = [0, 0, at + 1];
    for (let more = true; more; shift += 7) {
      length += (module[next] & 127) * 2 ** shift;
      more = module[next] > 127;
      next += 1;
    }
    if (module[at] !== 0) kept.push(module.subarray(at, next + length));
    at = next + length;
  }
  return Buffer.concat(kept);
}

/** `bytes` as letters that unpack.js reads: a seventh more, where Base64 takes a third. */
function letters(bytes) {
  const moved = [0, 10, 13, 38, 60, 127];
  const out = [];
  let [held, bits] = [0, 0];
  const put = seven => out.push(moved.includes(seven) ? 256 + moved.indexOf(seven) : seven);
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      put(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) put(held << (7 - bits));
  const chunks = [];
  for (let at = 0; at < out.length; at += 8192) chunks.push(String.fromCharCode(...out.slice(at, at + 8192)));
  return chunks.join('');
}

const [wasm, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const part = name => readFileSync(join(here, 'page', name), 'utf8');
const digest = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// One script of several files, closed to the outside; the order is that of what they need at once.
const SCRIPTS = ['words.js', 'queue.js', 'house.js', 'intake.js', 'list.js', 'page.js'];
const head = "'use strict';\nconst by = id => document.getElementById(id);\n";
const state = '// Whether somebody has chosen a stage.\nconst chosen = { stage: false };\nlet words = WORDS.vi;\n';
const script = `(() => {\n${head}${SCRIPTS.map((name, at) => part(name) + (at === 0 ? state : '')).join('')}})();\n`;
const program = withoutNotes(readFileSync(wasm));
const packed = execFileSync('xz', ['--format=lzma', '-9e', '--stdout'], { input: program, maxBuffer: 1 << 28 });
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
  PROGRAM: letters(packed),
  MOST: String(program.length),
  WORKER: `'use strict';\n${['unpack.js', 'program.js', 'worker.js'].map(part).join('\n')}`,
  SCRIPT: script,
};
const page = part('index.html').replace(/@([A-Z]+)@/g, (_, name) => values[name]);
const size = Buffer.byteLength(page);
if (size > MOST) throw new Error(`${out}: ${size} bytes, more than ${MOST}`);
writeFileSync(out, page);
console.log(`${out}: ${(size / 2 ** 20).toFixed(2)} MB`);
