/** The rules of the house, for a folder with packages of its own. */
import house from '../eslint.config.js';

const rules = house.filter(({ ignores, files }) => files !== undefined || ignores === undefined);

export default [
  { ignores: ['node_modules/', 'results/', '.qinlin/'] },
  ...rules.map((rule) =>
    rule.languageOptions?.parserOptions?.project === undefined
      ? rule
      : {
          ...rule,
          languageOptions: {
            ...rule.languageOptions,
            parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname },
          },
        },
  ),
  {
    files: ['servers/**/*.ts', 'data/prepare.ts'],
    // Servers are told by the environment, as the product is.
    rules: { 'no-restricted-properties': 'off' },
  },
];
