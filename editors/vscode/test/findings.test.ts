import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count, rule, status, tooltip } from '../src/findings';

test('only findings of this tool are counted', () => {
  const findings = [
    { source: 'rasoat', severity: 0 },
    { source: 'rasoat', severity: 1 },
    { source: 'rasoat', severity: 2 },
    { source: 'rasoat', severity: 3 },
    { source: 'cspell', severity: 0 },
  ];
  assert.deepEqual(count(findings), { errors: 1, warnings: 1, hints: 2 });
});

test('the status item shows the counts, or that there are none', () => {
  assert.equal(status({ errors: 2, warnings: 6, hints: 19 }), '$(error) 2 $(warning) 6 $(info) 19');
  assert.equal(status({ errors: 0, warnings: 0, hints: 0 }), '$(check) rasoat');
  assert.equal(tooltip({ errors: 0, warnings: 0, hints: 0 }, 'vi'), 'rasoat: không có lỗi');
  assert.match(tooltip({ errors: 1, warnings: 0, hints: 0 }, 'en'), /errors/);
});

test('the rule is told from the code of a finding', () => {
  assert.equal(rule('citation/conflicting-twin'), 'citation/conflicting-twin');
  assert.equal(rule({ value: 'number/blank' }), 'number/blank');
  assert.equal(rule('damaged'), undefined);
  assert.equal(rule(undefined), undefined);
});
