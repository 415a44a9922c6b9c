// The page finds what the program finds. Needs the page (build.sh) and the program; without them it says so.
//   RASOAT_PROGRAM   the program (default: target/debug/rasoat)
//   RASOAT_DOCUMENTS further folders of documents, separated by colons
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { checker, hasPage, pagePath, root } from './support/checker.mjs';

const program = process.env.RASOAT_PROGRAM ?? join(root, 'target/debug/rasoat');
const today = '2026-11-30';
const missing = hasPage ? (existsSync(program) ? false : `no program at ${program}`) : 'no page: run build.sh first';

/** What the program says of every file below `folders`, a line each. */
function told(folders, stage) {
  const call = ['check', '--isolated', '--no-cache', '--all', '--today', today, '--stage', stage, '--format', 'jsonl', ...folders];
  try {
    return execFileSync(program, call, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    if (error.status > 2) throw error;
    return error.stdout;
  }
}

/** What a line says about one file; lines on several files and on the run are left out. */
const about = line => line.file ?? line.unreadable;
const lines = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line));

test('every finding is that of the program', { skip: missing }, async () => {
  const { work } = await checker();
  const folders = ['fixtures', ...(process.env.RASOAT_DOCUMENTS ?? '').split(':').filter(Boolean)];
  let count = 0;
  for (const stage of ['draft', 'final']) {
    for (const entry of lines(told(folders, stage)).map(about).filter(Boolean)) {
      const bytes = new Uint8Array(readFileSync(resolve(root, entry.path)));
      const { drawn } = work({ request: { name: entry.path, today, stage, lang: 'vi', form: 'jsonl' }, bytes, wanted: 'jsonl' });
      const same = lines(drawn).map(about).find(Boolean);
      // RTF is converted by another program, which a page cannot start.
      if (same.reason === 'unsupported' && same.message.includes('RTF')) continue;
      assert.deepEqual(same, entry, `${stage} ${entry.path}`);
      count += 1;
    }
  }
  assert.ok(count > 20, `${count} files`);
  console.log(`${count} reports are equal`);
});

test('the page is one file of at most 4 MB', { skip: !hasPage && 'no page: run build.sh first' }, () => {
  assert.ok(statSync(pagePath).size <= 4 << 20, `${statSync(pagePath).size} bytes`);
});
