// The package as its users have it. Needs what build.sh makes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Checker, RefusedError, SettingsError, UnreadableError } from '../index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = process.env.RASOAT_PROGRAM ?? join(root, 'target/debug/rasoat');
const draft = 'fixtures/drafts/bao-cao-nd73.txt';
const read = path => readFileSync(join(root, path));
const today = '2026-11-30';

test('a report is that of the program', { skip: !existsSync(program) && `no program at ${program}` }, async () => {
  const call = ['check', '--isolated', '--no-cache', '--today', today, '--format', 'json', draft];
  const told = JSON.parse(spawnSync(program, call, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout);
  const checker = await Checker.load({ today });
  assert.deepEqual(checker.check(draft, read(draft)), told.files[0]);
});

test('text is taken as it is, in both languages', async () => {
  const text = 'BÁO CÁO\nKết quả công tác tháng 5\n\nXã đã sát nhập 02 thôn.\n';
  const [vi, en] = await Promise.all(['vi', 'en'].map(lang => Checker.load({ lang, today })));
  const found = checker => checker.check('a.txt', text).diagnostics.find(({ quote }) => quote.includes('sát nhập'));
  assert.notEqual(found(vi).message, found(en).message);
  assert.equal(found(vi).rule, found(en).rule);
});

test('forms are text, but for packages', async () => {
  const checker = await Checker.load({ today });
  assert.match(checker.render(draft, read(draft), 'html'), /^<!DOCTYPE html>/i);
  assert.equal(JSON.parse(checker.render(draft, read(draft), 'sarif')).version, '2.1.0');
  assert.equal(checker.render(draft, read(draft), 'sheet-docx')[0], 0x50);
});

test('what cannot be done is told by its kind', async () => {
  const checker = await Checker.load({ today });
  assert.throws(() => checker.check('a.docx', new Uint8Array([0x50, 0x4b, 3, 4])), UnreadableError);
  assert.throws(() => checker.annotate(draft, read(draft)), RefusedError);
  const files = [{ path: 'rasoat.toml', content: 'stage = 5\n' }];
  await assert.rejects(Checker.load({ files }), error => error instanceof SettingsError && error.faults.length > 0);
});

test('own configurations hold', async () => {
  const files = [{ path: 'rasoat.toml', content: 'ignore = ["outline/duplicate-number"]\n' }];
  const checker = await Checker.load({ files, today });
  const rules = checker.check('bao-cao.txt', read(draft)).diagnostics.map(({ rule }) => rule);
  assert.ok(rules.length > 0 && !rules.includes('outline/duplicate-number'));
});

test('the checker says its version and outlines', async () => {
  const { version, profiles } = (await Checker.load()).choices;
  assert.match(version, /^\d+\.\d+\.\d+/);
  assert.ok(profiles.some(({ name }) => name === 'bao-cao-nd73'));
});
