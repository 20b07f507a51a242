/** A module of the house, as test files have it: the names of the one that is loaded outside. */
import { createHash } from 'node:crypto';
import { load } from './load.js';

/** What `tsc` made of a source; what it made nothing of, Node takes as it is. */
const built = (path) => path.replace(/\/src\/(.+)\.ts$/, '/dist/$1.js');

export default {
  getCacheKey: (text, path) => createHash('sha256').update(`1 ${path} ${text}`).digest('hex'),

  process(_text, path) {
    const module = built(path);
    const names = Object.keys(load(module));
    return { code: `export const { ${names.join(', ')} } = qinlinLoad(${JSON.stringify(module)});` };
  },
};
