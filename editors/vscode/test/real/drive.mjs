// Runs the extension in a real Visual Studio Code: code-server in a headless Chromium.
//
//   npm install --no-save playwright-core code-server
//   npm run build
//   RASOAT=../../target/release/rasoat CHROMIUM=/usr/bin/chromium npm run test:real
//
// CODE_SERVER names another place of code-server's `out/node/entry.js`.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const extension = resolve(here, '../..');
const fixtures = resolve(extension, '../../fixtures');
const program = resolve(process.env.RASOAT ?? join(extension, '../../target/release/rasoat'));
const entry = resolve(process.env.CODE_SERVER ?? join(extension, 'node_modules/code-server/out/node/entry.js'));
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
for (const file of [program, entry, browserPath, join(extension, 'out/extension.js')]) {
  if (!existsSync(file)) {
    console.error(`missing: ${file}`);
    process.exit(2);
  }
}

const home = mkdtempSync(join(tmpdir(), 'rasoat-code-'));
const folder = join(home, 'van-ban');
const extensions = join(home, 'extensions');
const result = join(home, 'result.json');

const own = join(extensions, 'rasoat.rasoat-0.1.0');
mkdirSync(join(own, 'bin'), { recursive: true });
for (const part of ['package.json', 'package.nls.json', 'package.nls.vi.json', 'out/extension.js']) {
  cpSync(join(extension, part), join(own, part));
}
cpSync(program, join(own, 'bin/rasoat'));
cpSync(join(here, 'inside'), join(extensions, 'rasoat.rasoat-inside-0.0.1'), { recursive: true });
mkdirSync(join(folder, 'xa'), { recursive: true });
cpSync(join(fixtures, 'drafts/bao-cao-nd73.txt'), join(folder, 'bao-cao.txt'));
for (const part of ['common', 'bao-cao-nd73']) {
  cpSync(join(fixtures, 'docx', part), join(home, 'docx'), { recursive: true });
}
execFileSync('zip', ['-qr', join(folder, 'bao-cao.docx'), '.'], { cwd: join(home, 'docx') });
writeFileSync(join(folder, 'xa/rasoat.toml'), 'stag = "draft"\n');

const port = await new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});
const server = spawn(process.execPath, [
  entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check',
  '--disable-workspace-trust', '--disable-getting-started-override', '--extensions-dir', extensions,
  '--user-data-dir', join(home, 'data'), '--config', join(home, 'config.yaml'), folder,
], { env: { ...process.env, HOME: home, RASOAT_RESULT: result }, stdio: 'ignore' });

let browser;
let exit = 1;
try {
  const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  await until('code-server', async () => (await fetch(address).catch(() => undefined))?.ok);
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('.monaco-workbench', { timeout: 120000 });
  await until('the result', () => existsSync(result) && readFileSync(result, 'utf8') !== '', 240000);
  const { ok, steps, error } = JSON.parse(readFileSync(result, 'utf8'));
  for (const step of steps) {
    console.log(`ok  ${step}`);
  }
  if (!ok) {
    throw new Error(error);
  }
  // The status item shows as many findings as the editor has.
  const expected = Number(readFileSync(join(folder, 'expected-count'), 'utf8'));
  const item = page.locator('.statusbar-item[id$="rasoat"]').first();
  const sum = async () => (((await item.innerText()).match(/\d+/g) ?? []).map(Number)).reduce((all, one) => all + one, 0);
  await until('the status item', async () => (await sum()) === expected);
  console.log(`ok  status item: ${(await item.innerText()).replace(/\s+/g, ' ').trim()}`);
  exit = 0;
} catch (error) {
  console.error(error);
} finally {
  if (process.env.SCREENSHOT && browser) {
    await browser.contexts()[0]?.pages()[0]?.screenshot({ path: process.env.SCREENSHOT });
  }
  await browser?.close();
  server.kill();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(exit);

async function until(what, condition, patience = 60000) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((next) => setTimeout(next, 100));
  }
}
