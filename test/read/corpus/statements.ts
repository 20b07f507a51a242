/** The SQL beside a document, formatted for people to read: one block a statement. Values are never in it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { printedSql } from '../../support/printed-sql.ts';
import type { Statement } from '../../../src/read/reader.ts';
import { FOLDER } from './document.ts';

/** The statements sent are those of the committed file. */
export function expectStatements(name: string, statements: readonly Statement[]): void {
  const blocks = statements.map(({ text, guardedFor }) => {
    const lane = guardedFor === null ? '' : '-- on the guarded lane, under row-level security\n';
    return `${lane}${printedSql(text)}\n;\n`;
  });
  const file = `${FOLDER}${name}.sql`;
  const printed = blocks.length === 0 ? '-- nothing is sent\n' : blocks.join('');
  if (process.env['QINLIN_TEST_UPDATE'] === '1') {
    expect(process.env['CI']).toBeUndefined();
    writeFileSync(file, printed);
  }
  expect(existsSync(file)).toBe(true);
  expect(printed).toBe(readFileSync(file, 'utf8'));
}
