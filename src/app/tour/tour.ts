/** `npm run tour`: one story over HTTP, told by seven actors; every step says what it did and is held to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../platform/config.ts';
import { askOverHttp } from '../ask.ts';
import { TourError, type Stage } from './stage.ts';
import { playStory } from './story.ts';

const demoFile = z.object({ url: z.string(), tokens: z.record(z.string(), z.string()) });

/** Plays the tour against the server of the home folder; 0 only if every step did what it says. */
export async function tour(config: Config, say: (text: string) => void): Promise<number> {
  const { url, tokens } = readDemoFile(config.home);
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
    await playStory(stage);
    say(`\n导览完成，${steps} 步全部如实发生。 The tour is over: all ${steps} steps did what they say.`);
    return 0;
  } catch (error) {
    say(`\n✗ 第 ${steps} 步未成 step ${steps} failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function readDemoFile(home: string): z.infer<typeof demoFile> {
  try {
    return demoFile.parse(JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')));
  } catch {
    throw new TourError('没有正在运行的演示服务，请先运行 npm start。 There is no demo server: run npm start first.');
  }
}

function headersOf(token: string | undefined, alliance: string | undefined): Record<string, string> {
  if (token === undefined) throw new TourError('demo.json 中缺少令牌 lacks a token');
  return {
    authorization: `Bearer ${token}`,
    'accept-language': 'zh-CN',
    ...(alliance === undefined ? {} : { 'x-acting-alliance': alliance }),
  };
}
