import { rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { throwAwayFolder } from '../../src/platform/throw-away.ts';

test('a folder to throw away is new each time, can be written to, and can be entered by everybody', () => {
  const folders = [throwAwayFolder('qinlin-folder-'), throwAwayFolder('qinlin-folder-')];
  try {
    expect(new Set(folders).size).toBe(2);
    for (const folder of folders) {
      expect(basename(folder)).toMatch(/^qinlin-folder-/);
      expect(statSync(folder).mode & 0o777).toBe(0o755);
      writeFileSync(join(folder, 'kept'), 'until it is thrown away');
    }
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
});
