import { expect, test } from '@jest/globals';
import { localeOf } from '../../src/app/http/request-viewer.ts';

test.each([
  [undefined, 'zh-CN'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr,en;q=0.5,zh;q=0.4', 'en'],
  ['en;q=0,zh', 'zh-CN'],
  ['*', 'zh-CN'],
])('Accept-Language %j is answered in %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
