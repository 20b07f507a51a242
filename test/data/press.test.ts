/** Documents are made one after the other, one of each person, and only while somebody waits for them. */
import { expect, test } from '@jest/globals';
import { NotPrintedError, Press } from '../../src/data/documents/press.ts';

const here = (): AbortSignal => new AbortController().signal;

/** Something that is made as long as it is let. */
function making() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const finish = (): void => {
    resolve(undefined);
  };
  return { made: () => promise, finish };
}

test('one comes after the other in their order, whatever becomes of those before', async () => {
  const press = new Press();
  const said: string[] = [];
  const work = (name: string) => async (): Promise<string> => {
    said.push(`${name} begins`);
    await Promise.resolve();
    said.push(`${name} ends`);
    if (name === 'second') throw new Error(name);
    return name;
  };
  const all = await Promise.allSettled(
    ['first', 'second', 'third'].map((name) => press.take(name, here(), work(name))),
  );
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['first', 'failed', 'third']);
  expect(said).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(await press.take('first', here(), work('again'))).toBe('again');
});

test('who has one made or waits for it asks for no other, and only so many wait', async () => {
  const press = new Press({ most: 2 });
  const { made, finish } = making();
  const first = press.take('a', here(), made);
  const second = press.take('b', here(), made);
  for (const person of ['a', 'b']) {
    await expect(press.take(person, here(), made)).rejects.toEqual(new NotPrintedError('ONE_EACH'));
  }
  await expect(press.take('c', here(), made)).rejects.toMatchObject({ why: 'MANY_WAIT' });
  finish();
  await Promise.all([first, second]);
  await press.take('c', here(), made);
});

test('who waits too long, or is there no more, leaves the line, and its place is free', async () => {
  const press = new Press({ patienceMs: 1 });
  const { made, finish } = making();
  const first = press.take('a', here(), made);
  await expect(press.take('b', here(), made)).rejects.toMatchObject({ why: 'MANY_WAIT' });
  const patient = new Press();
  const second = making();
  const held = patient.take('a', here(), second.made);
  const gone = new AbortController();
  let isMade = false;
  const left = patient.take('b', gone.signal, () => {
    isMade = true;
    return Promise.resolve();
  });
  gone.abort();
  await expect(left).rejects.toThrow('nobody waits');
  const third = patient.take('b', here(), second.made);
  finish();
  second.finish();
  await Promise.all([first, held, third]);
  expect(isMade).toBe(false);
  await expect(patient.take('b', AbortSignal.abort(), made)).rejects.toMatchObject({ name: 'AbortError' });
});
