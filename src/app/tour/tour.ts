/** `npm run tour`: one story over HTTP, told by seven actors; every step says what it did and is held to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { askOverHttp } from '../ask.ts';
import { TourError, type Stage } from './stage.ts';
import { playScript } from './script.ts';

const demoFile = z.object({ url: z.string(), tokens: z.record(z.string(), z.string()) });

/** Plays the tour against the server of the home folder; 0 only if every step did what it says. Throws `TourError` where there is none. */
// `commands.ts` loads it when it is wanted, in a way that the tool does not follow.
// ts-unused-exports:disable-next-line
export async function tour(home: string, say: (text: string) => void): Promise<number> {
  const { url, tokens } = readDemoFile(home);
  await mustBeReady(url);
  const run = Date.now().toString(36);
  let attempts = 0;
  let steps = 0;
  const stage: Stage = {
    as: (actor, alliance) => askOverHttp(`${url}/graphql`, headersOf(tokens[actor], alliance)),
    heading: (zh, en) => say(`\n${String((steps += 1)).padStart(2)}. ${zh}\n    ${en}`),
    tell: (text) => say(`      ${text}`),
    key: () => `tour-${run}-${String((attempts += 1))}`,
  };
  try {
    await playScript(stage);
    say(`\n导览完成，${steps} 步全部如实发生。 The tour is over: all ${steps} steps did what they say.`);
    return 0;
  } catch (error) {
    say(`\n✗ 第 ${steps} 步未成 step ${steps} failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function readDemoFile(home: string): z.infer<typeof demoFile> {
  const file = join(home, 'demo.json');
  try {
    return demoFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new TourError(
      `没有找到演示服务（${file}），请先在另一个终端运行 npm start。 There is no demo server (${file}): run npm start first, in another terminal.`,
    );
  }
}

/** Throws `TourError` unless the server is there and ready. */
async function mustBeReady(url: string): Promise<void> {
  const response = await fetch(`${url}/readyz`).catch(() => null);
  if (response === null) {
    throw new TourError(
      `${url} 没有应答，请先在另一个终端运行 npm start，就绪后再试。 Nothing answers at ${url}: run npm start in another terminal, and try again when it is ready.`,
    );
  }
  if (response.ok) return;
  throw new TourError(
    `${url} 尚未就绪（${response.status}），请稍后再试。 What answers at ${url} is not ready (${response.status}): try again shortly.`,
  );
}

function headersOf(token: string | undefined, alliance: string | undefined): Record<string, string> {
  if (token === undefined) {
    throw new TourError('demo.json 中缺少令牌，请重新运行 npm start。 demo.json lacks a token: run npm start again.');
  }
  return {
    authorization: `Bearer ${token}`,
    'accept-language': 'zh-CN',
    ...(alliance === undefined ? {} : { 'x-acting-alliance': alliance }),
  };
}
