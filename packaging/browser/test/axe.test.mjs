// The page and the sheet for those who cannot see or point: axe finds no violation, in both languages, on a screen and on a phone.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { done, draft, dropped, folder, launch, open, packed, sheet, skip as cannot } from './support/browser.mjs';

let source = null;
try {
  source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
} catch {
  // npm ci has not been run.
}
const skip = cannot || (!source && 'run npm ci first');

let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

/** What axe finds in the page and in the sheet, each by itself: the frame is a world of its own. */
async function violations(page) {
  const found = [];
  for (const frame of page.frames()) {
    if (frame !== page.mainFrame() && (await frame.locator('body *').count()) === 0) continue;
    await frame.evaluate(source);
    const { violations } = await frame.evaluate(() => globalThis.axe.run(document, { iframes: false }));
    for (const { id, help, nodes } of violations) found.push(`${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
  }
  return found;
}

for (const [name, viewport] of [['a screen', { width: 1366, height: 900 }], ['a phone', { width: 390, height: 844 }]]) {
  for (const lang of ['vi', 'en']) {
    test(`axe finds nothing on ${name} in ${lang}`, { skip }, async () => {
      const { page, context } = await open(browser, { viewport });
      await page.selectOption('#lang', lang);
      assert.deepEqual(await violations(page), [], 'empty');
      await page.click('#paste-open');
      const damaged = join(folder, 'hong.docx');
      writeFileSync(damaged, 'x');
      await page.setInputFiles('#files-input', [packed('docx'), draft, damaged]);
      await done(page);
      await sheet(page).locator('.verdict').first().waitFor();
      await dropped(page, [['rasoat.toml', 'stagee = "draft"\n']]);
      await page.waitForFunction(() => document.getElementById('house').classList.contains('wrong'));
      await done(page);
      await sheet(page).locator('.verdict').first().waitFor();
      assert.deepEqual(await violations(page), [], 'with papers, a damaged file and a mistake in a configuration');
      await context.close();
    });
  }
}
