/**
 * The order of the files: the longest begin, also where Jest has not seen them run yet, so that at the end no process waits for
 * another. Of those on one stage the second comes later: the first fills it for both.
 */
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'permissions/whole',
  'app/process',
  'app/start',
  'permissions/parts',
  'read/leak',
  'app/arrangements',
  'read/corpus',
  'app/audit',
  'app/stop',
  'app/guides',
  'app/demo',
  'data/fences',
];

const rankOf = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super
      .sort(tests)
      .sort((a, b) => Number(this.hasFailed(b)) - Number(this.hasFailed(a)) || rankOf(a) - rankOf(b));
  }
}
