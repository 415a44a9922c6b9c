// Firefox without a window, told what to do in its own language (Marionette), so that no further program is needed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Starts Firefox with a profile of its own; gives `run`, which runs a script in the page, `open` and `close`. */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'rasoat-firefox-'));
  writeFileSync(join(profile, 'user.js'), [
    'user_pref("marionette.port", 0);', 'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
    'user_pref("app.update.auto", false);', 'user_pref("browser.shell.checkDefaultBrowser", false);',
    'user_pref("network.captive-portal-service.enabled", false);', 'user_pref("browser.aboutwelcome.enabled", false);',
  ].join('\n'));
  const child = spawn(firefox, ['--headless', '--marionette', '--no-remote', '--profile', profile], { stdio: 'ignore' });
  const portFile = join(profile, 'MarionetteActivePort');
  for (let tries = 0; tries < 600 && !existsSync(portFile); tries += 1) await pause(100);
  const socket = connect(Number(readFileSync(portFile, 'utf8')), '127.0.0.1');
  const waiting = new Map();
  let [held, next] = [Buffer.alloc(0), 0];
  let greeted;
  const greeting = new Promise(resolve => {
    greeted = resolve;
  });
  socket.on('data', chunk => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const colon = held.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(held.subarray(0, colon));
      if (held.length < end) return;
      const said = JSON.parse(held.subarray(colon + 1, end));
      held = held.subarray(end);
      if (!Array.isArray(said)) greeted();
      else {
        const [, id, error, value] = said;
        const { resolve, reject } = waiting.get(id);
        waiting.delete(id);
        if (error) reject(new Error(error.message));
        else resolve(value);
      }
    }
  });
  await greeting;
  const send = (command, parameters = {}) => new Promise((resolve, reject) => {
    const id = next++;
    waiting.set(id, { resolve, reject });
    const text = JSON.stringify([0, id, command, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  await send('WebDriver:NewSession', {});
  await send('WebDriver:SetTimeouts', { script: 240_000, pageLoad: 120_000 });
  return {
    open: url => send('WebDriver:Navigate', { url }),
    /** Runs `script`, the body of an asynchronous function of `arguments`, in the page. */
    run: async (script, ...given) => (await send('WebDriver:ExecuteAsyncScript', {
      script: `const end = arguments[arguments.length - 1]; (async (...given) => {${script}})(...[...arguments].slice(0, -1)).then(value => end({ value }), error => end({ error: String(error) }));`,
      args: given, newSandbox: false, sandbox: null,
    })).value,
    close: async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      socket.destroy();
      await new Promise(resolve => (child.exitCode === null ? child.once('exit', resolve) : resolve()));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
