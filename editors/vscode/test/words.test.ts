import assert from 'node:assert/strict';
import { test } from 'node:test';

import manifest from '../package.json';
import english from '../package.nls.json';
import vietnamese from '../package.nls.vi.json';
import { names, word } from '../src/words';

test('every word exists in both languages', () => {
  for (const name of names()) {
    assert.notEqual(word(name, 'vi'), '');
    assert.notEqual(word(name, 'vi'), word(name, 'en'));
  }
});

test('every text of the manifest exists in both languages, and none is left over', () => {
  const wanted = [...JSON.stringify(manifest).matchAll(/"%([^%]+)%"/g)].map((match) => match[1]).sort();
  assert.deepEqual(Object.keys(english).sort(), wanted);
  assert.deepEqual(Object.keys(vietnamese).sort(), wanted);
});
