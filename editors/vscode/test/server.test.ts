import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

import { checkArguments, findServer } from '../src/server';

function world(files: string[], platform = 'linux') {
  return { platform, path: ['/usr/bin', '/opt/bin'].join(delimiter), exists: (file: string) => files.includes(file) };
}

test('what is set goes first', () => {
  assert.equal(findServer('/my/rasoat', '/ext', world(['/my/rasoat', '/usr/bin/rasoat'])), '/my/rasoat');
  assert.equal(findServer('rasoat-dev', '/ext', world([])), 'rasoat-dev');
  assert.equal(findServer('/gone/rasoat', '/ext', world(['/usr/bin/rasoat'])), undefined);
});

test('then the program in the extension, then the path', () => {
  const bundled = join('/ext', 'bin', 'rasoat');
  assert.equal(findServer('', '/ext', world([bundled, '/opt/bin/rasoat'])), bundled);
  assert.equal(findServer('', '/ext', world(['/opt/bin/rasoat'])), '/opt/bin/rasoat');
  assert.equal(findServer('', '/ext', world([])), undefined);
});

test('on Windows the program has an extension', () => {
  const bundled = join('/ext', 'bin', 'rasoat.exe');
  assert.equal(findServer('', '/ext', world([bundled], 'win32')), bundled);
});

test('only what is set is passed on', () => {
  assert.deepEqual(checkArguments('.', { lang: null, stage: null }), ['check', '.']);
  assert.deepEqual(checkArguments('.', { lang: 'en', stage: 'final' }), ['check', '.', '--lang', 'en', '--stage', 'final']);
});
