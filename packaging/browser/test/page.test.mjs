// The page in Chromium, opened from the disk and from a server. Needs the page (build.sh), playwright-core (npm ci) and Chromium.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { done, draft, dropped, folder, launch, open as opened, packed, saved, sheet, skip } from './support/browser.mjs';
import { pagePath } from './support/checker.mjs';

let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (options, more) => opened(browser, options, more);
/** No request but for the page and what it holds. */
const local = (requests, address = 'file://') => requests.filter(url => !url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('about:') && !url.startsWith('data:'));

test('a file is checked, shown and saved', { skip }, async () => {
  const { page, requests, troubles, context } = await open();
  await page.setInputFiles('#files-input', [draft, packed('docx'), packed('odt')]);
  await done(page);
  assert.equal(await page.locator('#list button').count(), 3);
  await sheet(page).locator('.verdict').first().waitFor();
  assert.match(await sheet(page).locator('.verdict').first().textContent(), /Chưa nên ký: có 2 lỗi/);
  // The findings move by key, in the sheet's own frame.
  await sheet(page).locator('#next').click();
  assert.match(await sheet(page).locator('#at').textContent(), /^1\/\d+$/);
  assert.equal(JSON.parse((await saved(page, '#save-json')).bytes).schema, 'rasoat/report/v1');
  assert.match((await saved(page, '#save-html')).bytes.toString(), /Phiếu rà soát/);
  const filed = await saved(page, '#save-sheet');
  assert.equal(filed.name, 'bao-cao-nd73.phieu-ra-soat.docx');
  assert.ok(filed.bytes.includes('word/document.xml'));
  assert.equal(await page.isDisabled('#save-marked'), true, 'a text has no remarks in its margin');
  for (const [at, ending, part] of [[2, 'docx', 'word/comments.xml'], [3, 'odt', 'content.xml']]) {
    await page.click(`#list li:nth-child(${at}) button`);
    await page.waitForFunction(ending => {
      const named = document.getElementById('view-name').textContent.endsWith(ending);
      return named && !document.getElementById('save-marked').disabled;
    }, ending, { timeout: 30_000 });
    const copy = await saved(page, '#save-marked');
    assert.equal(copy.name, `bao-cao-nd73.ra-soat.${ending}`);
    assert.equal(copy.bytes.subarray(0, 2).toString(), 'PK');
    assert.ok(copy.bytes.includes(part), part);
    assert.ok(copy.bytes.length > readFileSync(packed(ending)).length, 'remarks take room');
    assert.match(await page.textContent('#status'), /Đã lưu bao-cao-nd73/);
  }
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
  await dropped(page, [['mot.txt', readFileSync(draft, 'utf8')], ['anh.jpg', 'x']]);
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

test('a fault in one file is told, and the others are checked', { skip }, async () => {
  // A fault is put into the worker: nobody knows a file that makes one.
  const fault = `(() => {
    const Real = Blob;
    globalThis.Blob = class extends Real {
      constructor(parts, options) {
        const breaks = "const sound = work; work = data => { if (data.request.name === 'no.txt') throw new WebAssembly.RuntimeError('unreachable'); return sound(data); };";
        super(options?.type === 'text/javascript' ? [...parts, breaks] : parts, options);
      }
    };
  })()`;
  const { page, context } = await open({}, { before: fault });
  const text = readFileSync(draft, 'utf8');
  await dropped(page, [['mot.txt', text], ['no.txt', text], ['hai.txt', text]]);
  await done(page);
  const said = await page.locator('#list button').allTextContents();
  assert.match(said[1], /chương trình dừng vì lỗi bên trong ở tệp này/);
  assert.ok([said[0], said[2]].every(one => one.includes('2 lỗi')), said.join('\n'));
  assert.match(await page.textContent('#status'), /Đã kiểm tra 2 tệp.*Không kiểm tra được 1 tệp/);
  // A sheet can still be had of the others.
  await page.click('#list li:nth-child(3) button');
  await sheet(page).locator('.verdict').first().waitFor();
  await context.close();
});

test('a text is pasted anywhere on the page', { skip }, async () => {
  const { page, context } = await open();
  await page.evaluate(text => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, readFileSync(draft, 'utf8'));
  await done(page);
  assert.match(await page.locator('#list button').first().textContent(), /Văn bản dán 1\.txt.*2 lỗi/);
  // What is forgotten is gone from the page.
  await page.click('#clear');
  assert.equal(await page.locator('#list button').count(), 0);
  assert.equal(await page.isVisible('#results'), false);
  await context.close();
});

test('the sheet is printed from within its frame', { skip }, async () => {
  const { page, context } = await open();
  await page.setInputFiles('#files-input', [draft]);
  await done(page);
  const frame = page.frames().find(one => one !== page.mainFrame());
  await frame.locator('#print').waitFor();
  await frame.evaluate(() => {
    globalThis.print = () => {
      document.title = 'printed';
    };
  });
  await sheet(page).locator('#print').click();
  assert.equal(await frame.title(), 'printed');
  // On paper the notes stand below the text, none left out.
  await frame.page().emulateMedia({ media: 'print' });
  const hidden = await frame.evaluate(() => [...document.querySelectorAll('.note')].filter(one => one.offsetHeight === 0).length);
  assert.equal(hidden, 0);
  await context.close();
});

test('a report of three hundred pages leaves the page responsive', { skip }, async () => {
  const { page, context } = await open();
  const text = readFileSync(draft, 'utf8');
  // A page holds some 350 words.
  const pages = Math.ceil((300 * 350) / text.split(/\s+/).length);
  await page.setInputFiles('#files-input', [{ name: 'dai.txt', mimeType: 'text/plain', buffer: Buffer.from(text.repeat(pages)) }]);
  const waits = await page.evaluate(async () => {
    const waits = [];
    const isDone = () => /Đã kiểm tra/.test(document.getElementById('status').textContent);
    while (!isDone()) {
      const from = performance.now();
      await new Promise(resolve => setTimeout(resolve, 20));
      waits.push(performance.now() - from);
    }
    return waits;
  });
  assert.ok(Math.max(...waits) < 2_000, `${Math.max(...waits)} ms`);
  await sheet(page).locator('.verdict').first().waitFor({ timeout: 60_000 });
  console.log(`the longest wait is ${Math.round(Math.max(...waits))} ms`);
  await context.close();
});

test('it is used by keyboard and on a phone', { skip }, async () => {
  const { page, context } = await open({ viewport: { width: 390, height: 844 } });
  await page.setInputFiles('#files-input', [draft]);
  await done(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page fits a phone');
  assert.ok(await page.locator('#sheet').isVisible());
  await page.locator('#files').focus();
  const reached = [];
  for (let at = 0; at < 14; at += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.tagName));
  }
  for (const wanted of ['folder', 'paste-open', 'stage', 'profile', 'lang', 'save-html', 'save-sheet', 'SUMMARY', 'clear']) {
    assert.ok(reached.includes(wanted), `${wanted}: ${reached}`);
  }
  // The list is one stop of the Tab key; arrows move in it.
  await dropped(page, [['hai.txt', 'BÁO CÁO\nKết quả'], ['ba.txt', 'BÁO CÁO\nKết quả']]);
  await done(page);
  await page.locator('#list li:nth-child(1) button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('view-name').textContent === 'hai.txt');
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('#list button')].map(one => one.tabIndex)), [-1, 0, -1]);
  // Every control has a name for a screen reader.
  const nameless = await page.evaluate(() => [...document.querySelectorAll('button,select,textarea,iframe')]
    .filter(one => !(one.textContent.trim() || one.title || one.labels?.length || one.getAttribute('aria-label')))
    .map(one => one.id));
  assert.deepEqual(nameless, []);
  await context.close();
});
