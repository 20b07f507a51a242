/** Native ES modules; swc compiles the TypeScript of the tests. @type {import('jest').Config} */
const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2024',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
    },
    module: { type: 'es6' },
    sourceMaps: true,
  },
];

const here = RegExp.escape(import.meta.dirname);

/** The house is loaded outside of the contexts of test files: `test/support/outside/load.js` says why. */
const outside = {
  testEnvironment: '<rootDir>/test/support/outside/environment.js',
  setupFiles: ['<rootDir>/test/support/outside/setup.js'],
  transform: {
    [`^${here}/(src|test/generated)/.+\\.ts$`]: '<rootDir>/test/support/outside/transform.js',
    '\\.ts$': swc,
  },
};

/** Coverage is that of what Jest has compiled itself. */
const inside = {
  testEnvironment: 'node',
  // type-graphql's decorators need it before the first class is read.
  setupFiles: ['reflect-metadata'],
  transform: { '\\.ts$': swc },
};

export default {
  ...(process.argv.includes('--coverage') ? inside : outside),
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/sequencer.js',
  reporters: ['default', '<rootDir>/test/support/last-line-reporter.js'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/generated/**'],
  // So that what hangs ends; at full size some scenarios act fifteen thousand times.
  testTimeout: 60_000 + 540_000 * Number(process.env.QINLIN_SCALE ?? 0),
  maxWorkers: 2,
  // What a test file loaded is not let go of whole: a worker that holds much is started anew.
  workerIdleMemoryLimit: '1200MB',
  // To end takes a moment, and longest for a worker that was just started anew: that is no handle left open.
  workerGracefulExitTimeout: 20_000,
};
