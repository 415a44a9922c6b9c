// Counting findings, apart from the editor so that it can be tested without one.

import { type Lang, word } from './words';

/** As much of a finding as counting needs; severities as the editor numbers them. */
export interface Finding {
  readonly source?: string | undefined;
  readonly severity: number;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

/** The findings of this tool among those of all. */
export function count(findings: readonly Finding[]): Counts {
  const own = findings.filter((finding) => finding.source === 'rasoat');
  const of = (severity: number) => own.filter((finding) => finding.severity === severity).length;
  return { errors: of(0), warnings: of(1), hints: own.length - of(0) - of(1) };
}

/** The text of the status item. */
export function status({ errors, warnings, hints }: Counts): string {
  if (errors + warnings + hints === 0) {
    return '$(check) rasoat';
  }
  return `$(error) ${errors} $(warning) ${warnings} $(info) ${hints}`;
}

export function tooltip({ errors, warnings, hints }: Counts, lang: Lang): string {
  return errors + warnings + hints === 0 ? word('clean', lang) : `rasoat: ${word('counts', lang)}`;
}

/** The rule behind the code of a finding. */
export function rule(code: string | number | { value: string | number } | undefined): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' && value.includes('/') ? value : undefined;
}
