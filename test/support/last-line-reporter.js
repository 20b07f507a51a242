/** The last line of a run: `N passed, N failed`. Written when the process ends, behind everything that others have to say. */
import { writeSync } from 'node:fs';

const STDERR = 2;

export default class LastLineReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    // A file that could not even be run is a failure too.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    process.once('exit', () => writeSync(STDERR, `${numPassedTests} passed, ${failed} failed\n`));
  }
}
