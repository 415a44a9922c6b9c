// The page in Chromium, and what tests put into it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hasPage, pagePath, root } from './checker.mjs';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const playwright = await import('playwright-core').catch(() => null);

/** Why nothing can be tried here; false if it can. */
export const skip = !hasPage ? 'no page: run build.sh first' : !playwright ? 'run npm ci first' : !chromium ? 'no Chromium' : false;
/** A draft with two errors. */
export const draft = join(root, 'fixtures/drafts/bao-cao-nd73.txt');
/** Where tests write. */
export const folder = mkdtempSync(join(tmpdir(), 'rasoat-page-'));

export const launch = () => playwright.chromium.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A package of the fixtures, zipped: `docx` or `odt`. */
export function packed(kind, name = 'bao-cao-nd73') {
  const file = join(folder, `${name}.${kind}`);
  const zip = 'import sys,zipfile,pathlib\nz=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED)\nparts={}\n'
    + 'for h in map(pathlib.Path,sys.argv[2:]):\n  parts.update({p.relative_to(h):p for p in h.rglob("*") if p.is_file() and not p.name.startswith("expected")})\n'
    + 'for n in sorted(parts,key=lambda n:(str(n)!="mimetype",str(n))): z.write(parts[n],n)\nz.close()\n';
  const home = join(root, 'fixtures', kind);
  execFileSync('python3', ['-c', zip, file, ...['common', name].map(part => join(home, part)).filter(existsSync)]);
  return file;
}

/** The page, ready, with every request that it makes and every trouble that it has. */
export async function open(browser, options = {}, { address = `file://${pagePath}`, before } = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1366, height: 900 }, ...options });
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  const requests = [];
  const troubles = [];
  context.on('request', request => requests.push(request.url()));
  page.on('pageerror', error => troubles.push(String(error)));
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(address);
  await page.waitForSelector('html[data-ready=yes]', { timeout: 60_000 });
  return { page, requests, troubles, context };
}

/** The sheet in its frame. */
export const sheet = page => page.frameLocator('#sheet');
/** Waits until everything is checked. */
export const done = page => page.waitForFunction(() => /Đã kiểm tra|Checked/.test(document.getElementById('status').textContent), null, { timeout: 240_000 });

/** Drops files, each a path and a content, as from a file manager; paths with slashes come without their folders. */
export async function dropped(page, files) {
  const transfer = await page.evaluateHandle(files => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    return transfer;
  }, files);
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
}

/** What a button saves. */
export async function saved(page, id) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(id)]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), bytes: readFileSync(path) };
}
