/** Gives a test file the packages that are loaded outside. */
import { createRequire } from 'node:module';
import { jest } from '@jest/globals';

const { packages } = globalThis.qinlinLoad(createRequire(import.meta.url).resolve('./packages.js'));
for (const [name, loaded] of Object.entries(packages)) jest.unstable_mockModule(name, () => loaded);
