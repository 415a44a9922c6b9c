import type { Diagnostic, File } from './report.js';

/** What was found in one document: an entry of `files` of the JSON report (`schemas/report-v1.schema.json`). */
export type Report = File;
export type { Diagnostic };

/** How finished documents claim to be: a draft, ready to be signed, issued. */
export type Stage = 'draft' | 'final' | 'issued';

/** The forms of a result. `sheet-docx` is a package (bytes), all others are text. */
export type Form =
  | 'full' | 'concise' | 'grouped' | 'json' | 'jsonl' | 'sarif' | 'junit' | 'checkstyle' | 'gitlab' | 'github'
  | 'rdjson' | 'markdown' | 'html' | 'sheet-docx';

/** A file of the office: `rasoat.toml`, a rule, an outline, a pack or a registry. */
export interface OwnFile {
  /** Its path, with slashes. A `rasoat.toml` governs what lies below its folder. */
  path: string;
  content: Uint8Array | ArrayBuffer | string;
}

export interface Settings {
  /** Default: what a `rasoat.toml` says, else `draft`. */
  stage?: Stage;
  /** The required outline, by the name in `choices`. Default: the one that fits the document. */
  profile?: string;
  /** Language of messages. Default: `vi`. */
  lang?: 'vi' | 'en';
  /** The day on which documents without a date are judged, as `2026-11-30`. Default: the local day. */
  today?: string;
  /** What the office has of its own. */
  files?: OwnFile[];
  /** The program, where it is not to be loaded from beside this package. */
  program?: BufferSource | WebAssembly.Module;
}

/** A document that cannot be read (encrypted, damaged, too large, of an unknown kind). */
export class UnreadableError extends Error {
  /** What to do about it. */
  readonly help: string;
}

/** A document of which no marked copy can be made: signed, protected, or of a kind that cannot be written. */
export class RefusedError extends Error {}

/** A mistake in the files of the office. */
export class SettingsError extends Error {
  readonly faults: { path: string; line: number; message: string }[];
}

/** A checker, made once. It keeps nothing of a document but the last one. */
export class Checker {
  /** Loads the program. @throws SettingsError if `files` have mistakes. */
  static load(settings?: Settings): Promise<Checker>;
  private constructor();
  /** The version, and the outlines that can be chosen. */
  readonly choices: { version: string; profiles: { name: string; vi: string; en: string }[] };
  /** Checks a document; its kind is told by its content and the end of `name`. @throws UnreadableError */
  check(name: string, content: Uint8Array | ArrayBuffer | string): Report;
  /** The result in one of the forms of the program. @throws UnreadableError */
  render(name: string, content: Uint8Array | ArrayBuffer | string, form: 'sheet-docx'): Uint8Array;
  render(name: string, content: Uint8Array | ArrayBuffer | string, form: Exclude<Form, 'sheet-docx'>): string;
  /** A copy (DOCX, ODT) with remarks in the margin and safe fixes as tracked changes. @throws UnreadableError, RefusedError */
  annotate(name: string, content: Uint8Array | ArrayBuffer | string): Uint8Array;
}
