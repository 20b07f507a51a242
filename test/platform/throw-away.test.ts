import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hereNow, startOf } from '../../src/platform/process-start.ts';
import { throwAwayFolder } from '../../src/platform/throw-away.ts';
import { there } from '../scenarios/story.ts';

const BUILT = fileURLToPath(new URL('../../dist/platform/throw-away.js', import.meta.url));

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

describe('what was left', () => {
  let place: string;

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'throw-away-'));
  });

  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  /** A process that makes a folder, with files in it, says where, and then does as it is told. */
  const maker = (then: string): readonly string[] => [
    '--input-type=module',
    '--eval',
    `import { mkdirSync, writeFileSync } from 'node:fs';
     import { throwAwayFolder } from ${JSON.stringify(BUILT)};
     const folder = throwAwayFolder('qinlin-left-', [${JSON.stringify(place)}]);
     mkdirSync(folder + '/postgres/data', { recursive: true });
     writeFileSync(folder + '/postgres/data/base', 'x'.repeat(100_000));
     process.stdout.write(folder + '\\n', () => { ${then} });`,
  ];

  const killedIn = (): string => {
    const { stdout, signal } = spawnSync(process.execPath, maker("process.kill(process.pid, 'SIGKILL')"), {
      encoding: 'utf8',
    });
    expect(signal).toBe('SIGKILL');
    return stdout.trim();
  };

  const make = (): string => throwAwayFolder('qinlin-new-', [place]);

  /** As a process left it that said this of itself. */
  function left(name: string, owner: string | object | null): string {
    const folder = join(place, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'kept'), name);
    if (owner === null) return folder;
    writeFileSync(join(folder, '.owner.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
    return folder;
  }

  const gone = () => ({ pid: process.pid, start: `${there(startOf(process.pid))}0`, where: hereNow() });

  test('by a process that was killed is removed at the next start', () => {
    const folder = killedIn();
    expect(existsSync(join(folder, 'postgres/data/base'))).toBe(true);
    const own = make();
    expect(readdirSync(place)).toEqual([basename(own)]);
    expect(make()).not.toBe(own);
    expect(readdirSync(place)).toHaveLength(2);
  });

  test('by one that lives is not, until it is killed', async () => {
    const child = spawn(process.execPath, maker('setInterval(() => {}, 1000)'));
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      const folder = said.toString().trim();
      make();
      expect(existsSync(join(folder, 'postgres/data/base'))).toBe(true);
      child.kill('SIGKILL');
      await once(child, 'exit');
      make();
      expect(existsSync(folder)).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('by one whose number another process has by now is removed, and what was half removed', () => {
    const folders = [left('qinlin-old', gone()), left('qinlin-gone-1', gone())];
    rmSync(join(there(folders[1]), 'kept'));
    make();
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  test('is kept where it is not ours, or nobody knows whose it is', () => {
    const kept = [
      left('qinlin-unowned', null),
      left('qinlin-broken', '{"pid":'),
      left('qinlin-of-none', 'null'),
      left('qinlin-without-start', { ...gone(), start: null }),
      left('qinlin-of-another-machine', { ...gone(), where: 'another machine' }),
      left('qinlin-running', { ...gone(), start: startOf(process.pid) }),
      left('another-name', gone()),
    ];
    const target = left('target', gone());
    symlinkSync(target, join(place, 'qinlin-link'));
    writeFileSync(join(place, 'qinlin-file'), 'kept');
    make();
    for (const folder of kept) expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe(basename(folder));
    expect(readFileSync(join(target, 'kept'), 'utf8')).toBe('target');
    expect(lstatSync(join(place, 'qinlin-link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(place, 'qinlin-file'), 'utf8')).toBe('kept');
  });

  test('is removed once by several that start at once, each of which keeps its own', async () => {
    for (let n = 0; n < 40; n += 1) {
      const folder = left(`qinlin-old-${n}`, gone());
      for (let m = 0; m < 20; m += 1) writeFileSync(join(folder, String(m)), '');
    }
    const children = Array.from({ length: 4 }, () => spawn(process.execPath, maker('setInterval(() => {}, 1000)')));
    try {
      const said = await Promise.all(children.map(({ stdout }) => once(stdout, 'data') as Promise<[Buffer]>));
      const folders = said.map(([text]) => basename(text.toString().trim()));
      const own = make();
      expect(readdirSync(place).sort()).toEqual([...folders, basename(own)].sort());
      for (const folder of folders) expect(existsSync(join(place, folder, 'postgres/data/base'))).toBe(true);
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  });
});
