import { expect, test } from '@jest/globals';
import { nodeProblem } from '../../src/platform/node-version.ts';

test.each(['20.20.2', '22.16.0', '18.0.0'])('Node %s is refused, with the way to run it', (version) => {
  expect(nodeProblem(version)).toMatch(/过旧[\s\S]*npm run migrate/);
});

test.each(['22.17.0', '22.23.2', '24.0.0', process.versions.node])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeNull();
});
