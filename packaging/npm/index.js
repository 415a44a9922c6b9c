// rasoat for JavaScript: the checker as WebAssembly, without network, files or clock of its own.
import { started } from './program.js';

/** A document that cannot be read: `message` says why, `help` what to do. */
export class UnreadableError extends Error {
  name = 'UnreadableError';

  constructor({ message, help }) {
    super(message);
    this.help = help;
  }
}

/** A document of which no marked copy can be made; `message` says why. */
export class RefusedError extends Error {
  name = 'RefusedError';
}

/** Mistakes in the configuration, rules or outlines that were given, in `faults`. */
export class SettingsError extends Error {
  name = 'SettingsError';

  constructor(faults) {
    super(faults.map(({ path, line, message }) => `${path}${line ? `:${line}` : ''}: ${message}`).join('\n'));
    this.faults = faults;
  }
}

/** The program beside this file. */
async function beside() {
  const place = new URL('./rasoat.wasm', import.meta.url);
  if (place.protocol !== 'file:') return (await fetch(place)).arrayBuffer();
  const { readFile } = await import('node:fs/promises');
  return readFile(place);
}

const encoder = new TextEncoder();
const bytesOf = content => (typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content));

/** The local day. */
function today() {
  const now = new Date();
  const two = number => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export class Checker {
  #module;
  #settings;
  #program;

  constructor(module, settings) {
    [this.#module, this.#settings] = [module, settings];
    this.#start();
  }

  static async load(settings = {}) {
    const { program = await beside(), ...rest } = settings;
    return new Checker(program instanceof WebAssembly.Module ? program : await WebAssembly.compile(program), rest);
  }

  get choices() {
    return this.#program.choices();
  }

  check(name, content) {
    const report = JSON.parse(this.render(name, content, 'json'));
    return report.files[0];
  }

  render(name, content, form) {
    return this.#running(() => {
      const request = this.#checked(name, content);
      return this.#program.draw({ ...request, form });
    });
  }

  annotate(name, content) {
    return this.#running(() => {
      const request = this.#checked(name, content);
      const { copy, refused } = this.#program.annotate({ ...request, time: `${new Date().toISOString().slice(0, 19)}Z` });
      if (copy === undefined) throw new RefusedError(refused);
      return copy;
    });
  }

  /** Has the program check a document; the request that it did it by. */
  #checked(name, content) {
    const { stage, profile, lang } = this.#settings;
    const request = { name, today: this.#settings.today ?? today(), stage, profile, lang };
    const told = this.#program.check(request, bytesOf(content));
    if (told.request) throw new TypeError(told.request.message);
    if (told.unreadable) throw new UnreadableError(told.unreadable);
    return request;
  }

  #start() {
    this.#program = started(this.#module);
    const files = (this.#settings.files ?? []).map(({ path, content }) => ({ path, content: bytesOf(content) }));
    if (files.length === 0) return;
    const contents = new Uint8Array(files.reduce((sum, { content }) => sum + content.length, 0));
    let at = 0;
    for (const { content } of files) {
      contents.set(content, at);
      at += content.length;
    }
    const house = files.map(({ path, content }) => ({ path, length: content.length }));
    const { faults } = this.#program.furnish({ house, lang: this.#settings.lang }, contents);
    if (faults.length > 0) throw new SettingsError(faults);
  }

  /** A fault ends the instance, so the next document gets another one. */
  #running(work) {
    try {
      return work();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.#start();
      throw error;
    }
  }
}
