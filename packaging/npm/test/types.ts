// What users write has types: compiled, never run.
import { Checker, type Diagnostic, type Report } from '../index.js';

const checker: Checker = await Checker.load({ stage: 'final', lang: 'en', files: [{ path: 'rasoat.toml', content: '' }] });
const report: Report = checker.check('a.txt', 'BÁO CÁO');
const errors: Diagnostic[] = report.diagnostics.filter(({ severity }) => severity === 'error');
const lines: string[] = errors.map(({ rule, message, place, quote }) => [rule, message, place, quote].join(' '));
const sheet: string = checker.render('a.txt', 'BÁO CÁO', 'html');
const copy: Uint8Array = checker.render('a.txt', 'BÁO CÁO', 'sheet-docx');
export { copy, lines, sheet };
