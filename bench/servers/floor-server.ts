/** The floor: what it costs at least to answer these questions from PostgreSQL through Node. */
import pg from 'pg';
import { operations, textOf } from '../operations/operations.ts';
import { listen } from './http.ts';

const CLIENTS = 4;

const statements = new Map(
  operations
    .filter(({ askedOf }) => askedOf === 'ALL')
    .map((operation) => [operation.name, { text: textOf(operation, 'floor.sql'), takes: operation.floor }]),
);

const clients = await Promise.all(
  Array.from({ length: CLIENTS }, async () => {
    const options = '-c jit=off -c timezone=Asia/Shanghai -c plan_cache_mode=force_generic_plan';
    const client = new pg.Client({ connectionString: process.env['DATABASE_URL'], options, pipeline: true });
    await client.connect();
    return client;
  }),
);
let turn = 0;

listen(
  async ({ operationName, variables }) => {
    const statement = statements.get(operationName);
    turn = (turn + 1) % CLIENTS;
    const client = clients[turn];
    if (statement === undefined || client === undefined) throw new Error(`no statement ${operationName}`);
    const values = statement.takes.map((name) => variables[name]);
    const query = { name: operationName, text: statement.text, values, rowMode: 'array' as const };
    const { rows } = await client.query<[string]>(query);
    return rows[0]?.[0] ?? '{"data":null}';
  },
  () => Promise.all(clients.map((client) => client.end())),
);
