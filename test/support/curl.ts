/** Does for the guides what they have curl do, where there may be none: `-s`, `-i`, `-H`, `-d` and one address; nothing else. */
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: {
    silent: { type: 'boolean', short: 's' },
    include: { type: 'boolean', short: 'i' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
  allowPositionals: true,
});
const [url, ...others] = positionals;
if (url === undefined || others.length > 0) throw new Error(`one address is wanted, not ${positionals.join(' ')}`);

const headers = values.header.map((header): [string, string] => {
  const [, name, value] = /^([^:\s]+): (.+)$/.exec(header) ?? [];
  if (name === undefined || value === undefined) throw new Error(`"${header}" is no header`);
  return [name, value];
});
const response = await fetch(
  url,
  values.data === undefined ? { headers } : { method: 'POST', headers, body: values.data },
);
if (values.include === true) {
  process.stdout.write(`HTTP/1.1 ${response.status} ${response.statusText}\r\n`);
  for (const [name, value] of response.headers) process.stdout.write(`${name}: ${value}\r\n`);
  process.stdout.write('\r\n');
}
process.stdout.write(await response.text());
