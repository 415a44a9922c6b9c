// Pictures of the page and of the review sheet, for docs/pictures: pictures.mjs [FOLDER]. Needs the page (build.sh),
// playwright-core (npm ci), Chromium and poppler's pdftoppm; PNG with few colours, where pngquant is.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { done, folder, launch, open, packed, skip } from './test/support/browser.mjs';
import { root } from './test/support/checker.mjs';

if (skip) throw new Error(skip);
const out = resolve(process.argv[2] ?? join(root, 'docs/pictures'));
// A page of the documentation is not to be heavier than what it shows.
const MOST = 200_000;
mkdirSync(out, { recursive: true });

/** Fewer colours, which nobody sees in a picture of text. */
function lighten(path) {
  const code = 'import sys\nfrom PIL import Image\nImage.open(sys.argv[1]).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(sys.argv[1], optimize=True)';
  spawnSync('python3', ['-c', code, path], { stdio: 'inherit' });
  const size = statSync(path).size;
  if (size > MOST) throw new Error(`${path}: ${size} bytes`);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
}

const browser = await launch();
const word = packed('docx');
for (const [width, height] of [[1366, 900], [390, 844]]) {
  const { page, context } = await open(browser, { viewport: { width, height } });
  // The day stands still, so that pictures differ only where the page does.
  await page.clock.setFixedTime(new Date('2026-11-30T08:00:00'));
  await page.setInputFiles('#files-input', [word, join(root, 'fixtures/drafts/bao-cao-nd73.txt')]);
  await done(page);
  await page.frameLocator('#sheet').locator('.verdict').first().waitFor();
  const path = join(out, `trang-${width}.png`);
  await page.screenshot({ path });
  lighten(path);
  const html = await page.getAttribute('#sheet', 'srcdoc');
  await context.close();
  const sheet = join(folder, 'phieu.html');
  writeFileSync(sheet, html);
  const second = await browser.newContext({ viewport: { width, height } });
  const shown = await second.newPage();
  await shown.goto(`file://${sheet}`);
  const picture = join(out, `phieu-${width}.png`);
  await shown.screenshot({ path: picture });
  lighten(picture);
  await shown.evaluate(() => document.querySelector('.review').scrollIntoView());
  const text = join(out, `phieu-${width}-van-ban.png`);
  await shown.screenshot({ path: text });
  lighten(text);
  if (width > 500) {
    const paper = join(folder, 'phieu.pdf');
    await shown.pdf({ path: paper, format: 'A4' });
    execFileSync('pdftoppm', ['-r', '70', '-png', '-f', '1', '-l', '1', '-singlefile', paper, join(folder, 'in')]);
    renameSync(join(folder, 'in.png'), join(out, 'phieu-in.png'));
    lighten(join(out, 'phieu-in.png'));
  }
  await second.close();
}
await browser.close();
rmSync(folder, { recursive: true });
