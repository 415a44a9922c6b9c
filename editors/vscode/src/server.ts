// Which program to start: the one that is set, the one in the extension, the one on the path.

import { delimiter, isAbsolute, join } from 'node:path';

export interface World {
  readonly platform: string;
  readonly path: string;
  exists(file: string): boolean;
}

/** What is passed to `rasoat check`; what is not set is left to rasoat.toml. */
export function checkArguments(target: string, set: { lang?: string | null; stage?: string | null }): string[] {
  const option = (name: string, value: string | null | undefined) => (value ? [name, value] : []);
  return ['check', target, ...option('--lang', set.lang), ...option('--stage', set.stage)];
}

export function findServer(configured: string, extension: string, world: World): string | undefined {
  const name = world.platform === 'win32' ? 'rasoat.exe' : 'rasoat';
  if (configured !== '') {
    return !isAbsolute(configured) || world.exists(configured) ? configured : undefined;
  }
  const folders = [join(extension, 'bin'), ...world.path.split(delimiter).filter((folder) => folder !== '')];
  return folders.map((folder) => join(folder, name)).find((file) => world.exists(file));
}
