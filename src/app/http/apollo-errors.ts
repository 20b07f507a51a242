/** What Apollo and graphql-js say in English alone, as our clients are told everything: with a request id, in their language. */
import type { HTTPGraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Locale, Viewer } from '../../domain/access/viewer.ts';
import type { Bilingual } from '../../domain/errors.ts';
import { inLanguage } from '../../graphql/errors/user-errors.ts';

const CHINESE = /\p{Script=Han}/u;

/** What stands before an English sentence of graphql-js, which points into the document. */
const leads: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: '查询文档无法解析',
  GRAPHQL_VALIDATION_FAILED: '查询文档不符合接口定义',
  OPERATION_RESOLUTION_FAILURE: '无法确定要执行的操作',
  BAD_USER_INPUT: '参数或变量无效',
  BAD_REQUEST: '请求有误',
};

/** The error with a Chinese lead for who reads Chinese, unless it has words of its own for them. */
export function inBothLanguages(error: GraphQLFormattedError, locale: Locale): GraphQLFormattedError {
  if (locale === 'en' || CHINESE.test(error.message)) return error;
  const lead = leads[String(error.extensions?.['code'])];
  return lead === undefined ? error : { ...error, message: `${lead}：${error.message}` };
}

/** What Apollo refuses before it looks at an operation, by how its sentence begins. */
const sentences: readonly (readonly [RegExp, Bilingual])[] = [
  [
    /Cross-Site Request Forgery/,
    {
      zh: '请求被拦截：可能是跨站请求伪造。请用 content-type: application/json 发送 POST，GET 请带上 x-apollo-operation-name 或 apollo-require-preflight 请求头。在浏览器中请打开 /graphiql。',
      en: 'Blocked as possible cross-site request forgery: send a POST with content-type: application/json, and with a GET the header x-apollo-operation-name or apollo-require-preflight. In a browser open /graphiql.',
    },
  ],
  [
    /^POST body missing/,
    {
      zh: '请求体为空，或 Content-Type 不对：请以 application/json 发送包含 query 的 JSON 对象。',
      en: 'The body is missing or its Content-Type is wrong: send a JSON object with "query" as application/json.',
    },
  ],
  [
    /batching disabled/,
    {
      zh: '不支持批量请求：请逐个发送，或在一个操作中使用多个根字段。',
      en: 'Batches are not taken: send operations one by one, or ask for several root fields in one.',
    },
  ],
  [
    /^An 'accept' header/,
    {
      zh: 'Accept 请求头须接受 application/json 或 application/graphql-response+json。',
      en: 'The Accept header must accept application/json or application/graphql-response+json.',
    },
  ],
];

interface Body {
  readonly errors?: readonly GraphQLFormattedError[];
}

/** An answer that Apollo gave without looking at an operation, and so without our hand in it. */
export function unreadByApollo(
  response: HTTPGraphQLResponse,
  { locale, requestId }: Pick<Viewer, 'locale' | 'requestId'>,
): HTTPGraphQLResponse {
  if ((response.status ?? 200) < 400 || response.body.kind !== 'complete') return response;
  const { errors = [], ...rest } = JSON.parse(response.body.string) as Body;
  if (errors.every(({ extensions }) => extensions?.['requestId'] !== undefined)) return response;
  const told = errors.map((error) => {
    const text = sentences.find(([pattern]) => pattern.test(error.message))?.[1];
    const worded =
      text === undefined ? inBothLanguages(error, locale) : { ...error, message: inLanguage(text, locale) };
    return { ...worded, extensions: { ...worded.extensions, requestId } };
  });
  return { ...response, body: { kind: 'complete', string: JSON.stringify({ ...rest, errors: told }) } };
}
