// The program of the page outside a browser, through the page's own worker.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The page that was built, by the variable or where build.sh leaves it. */
export const pagePath = process.env.RASOAT_PAGE ?? join(home, 'dist/rasoat.html');
export const hasPage = existsSync(pagePath);
export const root = join(home, '../..');

/** Starts the program that a page holds; gives `work` and `furnish` of its worker. */
export async function checker(path = pagePath) {
  const page = readFileSync(path, 'utf8');
  const [program, worker, most] = [/id="program"[^>]*>([^<]*)</, /id="worker">([^]*?)<\/script>/, /data-most="(\d+)"/].map(one => one.exec(page)[1]);
  const source = `${worker}\nreturn { start, work, furnish };`;
  const { start, work, furnish } = new Function('postMessage', 'onmessage', source)(() => {}, null);
  await start(program, Number(most));
  return { work, furnish };
}
