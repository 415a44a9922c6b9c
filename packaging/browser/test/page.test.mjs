// The page in a browser, opened from the disk. Needs the page (build.sh), playwright-core (npm ci) and Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { hasPage, pagePath, root } from './support/checker.mjs';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const playwright = await import('playwright-core').catch(() => null);
const skip = !hasPage ? 'no page: run build.sh first' : !playwright ? 'run npm ci first' : !chromium ? 'no Chromium' : false;
const draft = join(root, 'fixtures/drafts/bao-cao-nd73.txt');

let browser;
let folder;
before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'rasoat-page-'));
  browser = await playwright.chromium.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser?.close());

/** A Word file of the fixtures, zipped. */
function word(name = 'bao-cao-nd73') {
  const file = join(folder, `${name}.docx`);
  const zip = 'import sys,zipfile,pathlib\nh=pathlib.Path(sys.argv[1])\nz=zipfile.ZipFile(sys.argv[2],"w",zipfile.ZIP_DEFLATED)\n'
    + 'for p in sorted(h.rglob("*")):\n  p.is_file() and not p.name.startswith("expected") and z.write(p,p.relative_to(h))\nz.close()\n';
  execFileSync('python3', ['-c', zip, join(root, 'fixtures/docx', name), file]);
  return file;
}

/** The page, ready, and every request that it makes. */
async function open(options = {}, address = `file://${pagePath}`) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1366, height: 900 }, ...options });
  const page = await context.newPage();
  const requests = [];
  const troubles = [];
  context.on('request', request => requests.push(request.url()));
  page.on('pageerror', error => troubles.push(String(error)));
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(address);
  await page.waitForSelector('html[data-ready=yes]', { timeout: 60_000 });
  return { page, requests, troubles, context };
}

const sheet = page => page.frameLocator('#sheet');
const done = page => page.waitForFunction(() => /Đã kiểm tra|Checked/.test(document.getElementById('status').textContent), null, { timeout: 120_000 });
/** No request but for the page and what it holds. */
const local = (requests, address = 'file://') => requests.filter(url => !url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('about:') && !url.startsWith('data:'));

test('a file is checked, shown and saved', { skip }, async () => {
  const { page, requests, troubles, context } = await open();
  await page.setInputFiles('#files-input', [draft, word()]);
  await done(page);
  assert.equal(await page.locator('#list button').count(), 2);
  await sheet(page).locator('.verdict').first().waitFor();
  assert.match(await sheet(page).locator('.verdict').first().textContent(), /Chưa nên ký: có 2 lỗi/);
  // The findings move by key, in the sheet's own frame.
  await sheet(page).locator('#next').click();
  assert.match(await sheet(page).locator('#at').textContent(), /^1\/\d+$/);
  const saved = async id => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(id)]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return { name: download.suggestedFilename(), bytes: readFileSync(path) };
  };
  assert.equal(JSON.parse((await saved('#save-json')).bytes).schema, 'rasoat/report/v1');
  assert.match((await saved('#save-html')).bytes.toString(), /Phiếu rà soát/);
  assert.equal(await page.isDisabled('#save-docx'), true, 'a text has no remarks in its margin');
  await page.click('#list li:nth-child(2) button');
  await page.waitForFunction(() => !document.getElementById('save-docx').disabled, null, { timeout: 30_000 });
  const copy = await saved('#save-docx');
  assert.equal(copy.name, 'bao-cao-nd73.ra-soat.docx');
  assert.equal(copy.bytes.subarray(0, 2).toString(), 'PK');
  assert.ok(copy.bytes.includes('word/comments.xml'));
  assert.deepEqual(local(requests), []);
  assert.deepEqual(troubles, []);
  await context.close();
});

test('text is pasted, and another stage and language judge it anew', { skip }, async () => {
  const { page, context } = await open();
  await page.click('#paste-open');
  await page.fill('#paste-text', readFileSync(draft, 'utf8'));
  await page.click('#paste-check');
  await done(page);
  await sheet(page).locator('text=Dự thảo').first().waitFor();
  await page.selectOption('#stage', 'final');
  await sheet(page).locator('text=Bản trình ký').first().waitFor();
  await page.selectOption('#lang', 'en');
  await sheet(page).locator('h1', { hasText: 'Review sheet' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await context.close();
});

test('files are dropped; what is no document is said', { skip }, async () => {
  const { page, context } = await open();
  const text = readFileSync(draft, 'utf8');
  const transfer = await page.evaluateHandle(text => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'mot.txt'));
    transfer.items.add(new File(['x'], 'anh.jpg'));
    return transfer;
  }, text);
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
  await done(page);
  assert.equal(await page.locator('#list button').count(), 1);
  assert.match(await page.textContent('#status'), /Bỏ qua 1 tệp/);
  await context.close();
});

test('hostile files are told and the page lives on', { skip }, async () => {
  const { page, context } = await open();
  const files = [
    ['rong.docx', Buffer.alloc(0)],
    ['gia.docx', Buffer.from('không phải Word')],
    ['hong.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<')],
    ['sau.txt', Buffer.from('('.repeat(200_000))],
  ].map(([name, bytes]) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  await page.setInputFiles('#files-input', [...files, draft]);
  await done(page);
  const said = await page.locator('#list button').allTextContents();
  assert.equal(said.length, 5);
  assert.ok(said.slice(0, 3).every(one => one.includes('không đọc được')), said.join('\n'));
  assert.match(said[4], /2 lỗi/);
  await context.close();
});

test('three hundred files do not freeze the page', { skip }, async () => {
  const { page, context } = await open();
  const home = join(folder, 'kho');
  mkdirSync(home);
  const text = readFileSync(draft, 'utf8');
  for (let at = 0; at < 300; at += 1) writeFileSync(join(home, `so-${String(at).padStart(3, '0')}.txt`), text);
  await page.setInputFiles('#folder-input', home);
  await page.locator('#progress').waitFor({ state: 'visible' });
  const waits = await page.evaluate(async () => {
    const waits = [];
    for (let at = 0; at < 20; at += 1) {
      const from = performance.now();
      await new Promise(resolve => setTimeout(resolve, 20));
      waits.push(performance.now() - from);
    }
    return waits;
  });
  assert.ok(Math.max(...waits) < 1_000, `${Math.max(...waits)} ms`);
  await done(page);
  assert.match(await page.textContent('#status'), /Đã kiểm tra 300 tệp/);
  await context.close();
});

test('nothing can leave the page, from the disk or from a server', { skip }, async () => {
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(request.url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(readFileSync(pagePath));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const from of [`file://${pagePath}`, address]) {
    const { page, context } = await open({}, from);
    const tried = await page.evaluate(async address => {
      const outcomes = [];
      await fetch(`${address}fetch`).catch(() => outcomes.push('fetch'));
      await new Promise(resolve => {
        const image = new Image();
        image.onerror = () => resolve(outcomes.push('image'));
        image.onload = resolve;
        image.src = `${address}image`;
      });
      navigator.sendBeacon(`${address}beacon`);
      return outcomes;
    }, address);
    assert.deepEqual(tried, ['fetch', 'image']);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length).catch(() => 0), 0);
    await context.close();
  }
  assert.deepEqual(hits.filter(url => !['/', '/favicon.ico'].includes(url)), []);
  server.close();
});

test('it is used by keyboard and on a phone', { skip }, async () => {
  const { page, context } = await open({ viewport: { width: 390, height: 844 } });
  await page.setInputFiles('#files-input', [draft]);
  await done(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page fits a phone');
  await page.locator('#files').focus();
  const reached = [];
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.tagName));
  }
  for (const wanted of ['folder', 'paste-open', 'stage', 'profile', 'lang', 'save-html']) {
    assert.ok(reached.includes(wanted), `${wanted}: ${reached}`);
  }
  // Every control has a name for a screen reader.
  const nameless = await page.evaluate(() => [...document.querySelectorAll('button,select,textarea,iframe')]
    .filter(one => !(one.textContent.trim() || one.title || one.labels?.length || one.getAttribute('aria-label')))
    .map(one => one.id));
  assert.deepEqual(nameless, []);
  await context.close();
});
