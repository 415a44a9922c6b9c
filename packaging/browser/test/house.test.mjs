// Rules of one's own on the page: configuration, rules, packs and registry by drop. Needs what page.test.mjs needs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

import { done, draft, dropped, folder, launch, open, sheet, skip } from './support/browser.mjs';
import { checker, hasPage, root } from './support/checker.mjs';

let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const RULE = `check = "forbidden-text"
with.phrases = ["cơ bản tốt"]
severity = "warning"
vi.title = "Nói chung chung"
vi.message = "“{found}”: ghi rõ mức độ"
`;
const PAPER = 'BÁO CÁO\nKết quả công tác\n\nI. KẾT QUẢ\n\nCông tác cơ bản tốt.\n';
const house = page => page.textContent('#house-said');

test('a rule and a configuration by drop judge what is there and what comes', { skip }, async () => {
  const { page, context, requests } = await open(browser);
  await dropped(page, [['a.txt', PAPER]]);
  await done(page);
  await dropped(page, [['chung-chung.toml', RULE], ['rasoat.toml', 'stage = "final"\n[severity]\n"don-vi/chung-chung" = "info"\n']]);
  await page.waitForFunction(() => /rasoat\.toml, 1 quy tắc/.test(document.getElementById('house-said').textContent));
  await done(page);
  await sheet(page).locator('text=ghi rõ mức độ').first().waitFor();
  assert.equal(await page.inputValue('#stage'), 'final', 'what the configuration sets is shown');
  await sheet(page).locator('text=Bản trình ký').first().waitFor();
  await page.click('#house-clear');
  await page.waitForFunction(() => /Chưa có quy tắc riêng/.test(document.getElementById('house-said').textContent));
  await done(page);
  await sheet(page).locator('.verdict').first().waitFor();
  assert.equal(await sheet(page).locator('text=ghi rõ mức độ').count(), 0);
  assert.ok(requests.every(url => /^(file|blob|data|about):/.test(url)));
  await context.close();
});

test('mistakes are told at their line, and nothing of the files is used', { skip }, async () => {
  const { page, context } = await open(browser);
  await dropped(page, [['rasoat.toml', 'stage = "draft"\nrules = ["quy-tac"]\n\nfail-onn = "error"\n']]);
  await page.waitForFunction(() => document.getElementById('house').classList.contains('wrong'));
  assert.match(await page.textContent('#house-faults'), /rasoat\.toml, dòng 4: không có trường `fail-onn`.*fail-on/);
  await page.selectOption('#lang', 'en');
  await page.waitForFunction(() => /line 4: there is no field/.test(document.getElementById('house-faults').textContent));
  // Mended, but the folder that it names is not there.
  await dropped(page, [['rasoat.toml', 'rules = ["quy-tac"]\n']]);
  await page.waitForFunction(() => /line 1/.test(document.getElementById('house-faults').textContent));
  await dropped(page, [['a.txt', PAPER]]);
  await done(page);
  assert.match(await page.textContent('#list'), /a\.txt/);
  await context.close();
});

test('a folder brings its configuration, and each document the nearest one', { skip }, async () => {
  const home = join(folder, 'xa');
  const write = (name, text) => {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  };
  write('rasoat.toml', 'rules = ["quy-tac"]\n');
  write('quy-tac/noi/chung.toml', RULE);
  write('quy-tac/khac.txt', 'không phải quy tắc');
  write('du-an/Cargo.toml', '[package]\nname = "x"\n');
  write('bao-cao/a.txt', PAPER);
  write('rieng/rasoat.toml', 'ignore = ["all"]\n');
  write('rieng/b.txt', PAPER);
  const { page, context } = await open(browser);
  await page.setInputFiles('#folder-input', home);
  await page.waitForFunction(() => /xa\/rasoat\.toml/.test(document.getElementById('house-said').textContent));
  await done(page);
  const said = Object.fromEntries((await page.locator('#list button').allTextContents()).map(one => [/^xa\/\S+\.txt/.exec(one)[0], one]));
  assert.match(said['xa/bao-cao/a.txt'], /[1-9]\d* cảnh báo/);
  assert.match(said['xa/rieng/b.txt'], /0 lỗi, 0 cảnh báo, 0 gợi ý/);
  await context.close();
});

// With the same configuration the page says what the program says.
const program = process.env.RASOAT_PROGRAM ?? join(root, 'target/debug/rasoat');
const missing = !hasPage ? 'no page: run build.sh first' : !existsSync(program) && `no program at ${program}`;
test('with own rules every finding is that of the program', { skip: missing }, async () => {
  const home = join(folder, 'nha');
  const files = {
    'rasoat.toml': 'extends = ["chung.toml"]\nrules = ["quy-tac"]\nregistry = ["vb.json"]\n[[override]]\npaths = ["cu/**"]\nignore = ["spelling", "typing"]\n',
    'chung.toml': 'ignore = ["figures"]\n[severity]\ncitation = "info"\n',
    'quy-tac/noi/chung.toml': RULE,
    'vb.json': JSON.stringify([{ number: '99/2026/QĐ-UBND', kind: 'quyet-dinh', date: '2026-02-03', issuer: 'UBND', title: 'Quy định thử' }]),
    'a.txt': readFileSync(draft, 'utf8'),
    'cu/b.txt': `${PAPER}\n${readFileSync(draft, 'utf8')}`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const call = ['check', '--no-cache', '--today', '2026-11-30', '--format', 'jsonl', 'a.txt', 'cu/b.txt'];
  let told;
  try {
    told = execFileSync(program, call, { cwd: home, encoding: 'utf8' });
  } catch (error) {
    if (error.status !== 1) throw new Error(error.stderr);
    told = error.stdout;
  }
  const entries = told.split('\n').filter(Boolean).map(line => JSON.parse(line).file).filter(Boolean);
  assert.equal(entries.length, 2);
  const { work, furnish } = await checker();
  const given = Object.entries(files).filter(([name]) => !name.endsWith('.txt'));
  const bytes = Buffer.concat(given.map(([, text]) => Buffer.from(text)));
  const named = given.map(([path, text]) => ({ path, length: Buffer.byteLength(text), beside: true }));
  const { told: used } = furnish({ furnish: { house: named, lang: 'vi' }, bytes });
  assert.deepEqual(used.faults, []);
  for (const entry of entries) {
    const bytes = new Uint8Array(readFileSync(join(home, entry.path)));
    const { drawn } = work({ request: { name: entry.path, today: '2026-11-30', lang: 'vi', form: 'jsonl' }, bytes, wanted: 'jsonl' });
    const same = drawn.split('\n').filter(Boolean).map(line => JSON.parse(line).file).find(Boolean);
    assert.deepEqual(same, entry, entry.path);
  }
});
