// The page in Firefox, from the disk and from a server: it opens, takes what is dropped and pasted, and finds what the program finds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { checker, hasPage, pagePath, root } from './support/checker.mjs';
import { firefox, launch } from './support/firefox.mjs';

const skip = !hasPage ? 'no page: run build.sh first' : !firefox && 'no Firefox';
const draft = readFileSync(join(root, 'fixtures/drafts/bao-cao-nd73.txt'), 'utf8');

let browser;
let server;
let hits;
before(async () => {
  if (skip) return;
  browser = await launch();
  hits = [];
  server = createServer((request, response) => {
    hits.push(request.url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(readFileSync(pagePath));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  server?.close();
});

const READY = `for (let tries = 0; tries < 600 && document.documentElement.dataset.ready !== 'yes'; tries += 1) await new Promise(resolve => setTimeout(resolve, 100));
  if (document.documentElement.dataset.ready !== 'yes') throw new Error(document.getElementById('status').textContent);`;
const DONE = `for (let tries = 0; tries < 1200 && !/Đã kiểm tra/.test(document.getElementById('status').textContent); tries += 1) await new Promise(resolve => setTimeout(resolve, 100));
  return [...document.querySelectorAll('#list button')].map(one => one.textContent);`;

async function told(script, ...given) {
  const { value, error } = await browser.run(script, ...given);
  if (error) throw new Error(error);
  return value;
}

for (const from of ['file', 'http']) {
  test(`it takes what is dropped and pasted, over ${from}`, { skip }, async () => {
    await browser.open(from === 'file' ? `file://${pagePath}` : `http://127.0.0.1:${server.address().port}/`);
    await told(READY);
    const list = await told(`
      const transfer = new DataTransfer();
      for (const [name, text] of [['mot.txt', given[0]], ['hong.docx', 'x'], ['anh.jpg', 'x']]) transfer.items.add(new File([text], name));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      ${DONE}`, draft);
    assert.equal(list.length, 2);
    assert.match(list[0], /mot\.txt.*2 lỗi/);
    assert.match(list[1], /không đọc được/);
    const pasted = await told(`
      document.getElementById('paste-open').click();
      document.getElementById('paste-text').value = given[0];
      document.getElementById('status').textContent = '';
      document.getElementById('paste-check').click();
      ${DONE}`, draft);
    assert.match(pasted[2], /Văn bản dán 1\.txt.*2 lỗi/);
    // The sheet is that of the program, letter for letter.
    const drawn = await told(`
      document.querySelector('#list button').click();
      for (let tries = 0; tries < 300 && !/mot\\.txt/.test(document.getElementById('sheet').srcdoc); tries += 1) await new Promise(resolve => setTimeout(resolve, 100));
      return document.getElementById('sheet').srcdoc;`);
    const { work } = await checker();
    const now = new Date();
    const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
    const same = work({ request: { name: 'mot.txt', today, lang: 'vi', form: 'html' }, bytes: new TextEncoder().encode(draft), wanted: 'html' });
    assert.equal(drawn, same.drawn);
    // Own rules by drop.
    const rules = await told(`
      const transfer = new DataTransfer();
      transfer.items.add(new File(['fail-onn = 1\\n'], 'rasoat.toml'));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      for (let tries = 0; tries < 300 && !document.getElementById('house').classList.contains('wrong'); tries += 1) await new Promise(resolve => setTimeout(resolve, 100));
      return document.getElementById('house-faults').textContent;`);
    assert.match(rules, /rasoat\.toml, dòng 1/);
    // Nothing leaves.
    const outcome = await told('return fetch(given[0]).then(() => "sent", () => "refused");', `http://127.0.0.1:${server.address().port}/fetch`);
    assert.equal(outcome, 'refused');
    assert.deepEqual(hits.filter(url => !['/', '/favicon.ico'].includes(url)), []);
  });
}
