/** The house rules of import, as docs/decisions/0002 tells them: domain ← read, data ← graphql ← modules ← app ← main. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'domain-is-pure',
      'src/domain imports itself and exact decimals, nothing else.',
      { path: '^src/domain/' },
      { pathNot: '^(src/domain/|node_modules/decimal\\.js/)' },
    ),
    rule(
      'read-knows-no-module',
      'The reader knows views, not what they are about.',
      { path: '^src/read/' },
      { path: '^src/', pathNot: '^src/(read|domain)/' },
    ),
    rule(
      'data-below-graphql',
      'Persistence knows nothing of GraphQL, of the reader or of modules.',
      { path: '^src/data/' },
      { path: '^src/', pathNot: '^src/(data|domain|platform)/' },
    ),
    rule(
      'platform-is-ground',
      'Configuration, log and identity stand on the domain alone.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/(platform|domain)/' },
    ),
    rule(
      'graphql-below-modules',
      'The schema workshop serves modules and does not know them.',
      { path: '^src/graphql/' },
      { path: '^src/(modules|app)/' },
    ),
    rule(
      'modules-are-strangers',
      'A module never imports another: use an id, a reference type or a fact in the outbox.',
      { path: '^src/modules/([^/]+)/' },
      { path: '^src/modules/', pathNot: '^src/modules/$1/' },
    ),
    rule(
      'modules-have-one-door',
      'From outside, a module is its index.ts.',
      { path: '^src/(?!modules/)' },
      { path: '^src/modules/[^/]+/(?!index\\.ts$)' },
    ),
    rule(
      'only-app-composes',
      'Only app/ names all modules; only main starts app/.',
      { path: '^src/(?!app/|main\\.ts)' },
      { path: '^src/app/' },
    ),
    rule(
      'modules-do-not-compose',
      'Nobody but app/ imports modules.',
      { path: '^src/(?!app/|modules/)' },
      { path: '^src/modules/' },
    ),
    rule(
      'orm-stays-in-its-rooms',
      'Rows are MikroORM’s in data/, entities and services; views and resolvers never see it.',
      { path: '^src/', pathNot: '^src/(data|app)/|\\.(entity|service)\\.ts$' },
      { path: 'node_modules/@mikro-orm/' },
    ),
    rule(
      'type-graphql-stays-at-the-edge',
      'API classes live in *.types.ts and *.resolver.ts.',
      { path: '^src/', pathNot: '^src/(graphql|app)/|\\.(types|resolver)\\.ts$' },
      { path: 'node_modules/type-graphql/' },
    ),
    rule(
      'pg-stays-in-data',
      'Connections are opened in data/.',
      { path: '^src/', pathNot: '^src/data/' },
      { path: 'node_modules/pg/' },
    ),
    rule(
      'no-cycles',
      'Two files that need each other are one file, or three. API types of one module may form a ring, as the graph does.',
      {},
      { circular: true, via: { pathNot: '^src/modules/[^/]+/.*[.]types[.]ts$' } },
    ),
    rule('no-dev-packages', 'What ships is a dependency.', { path: '^src/' }, { dependencyTypes: ['npm-dev'] }),
    rule(
      'known-packages',
      'Every import is declared in package.json. (The one left out has types only, which the tool cannot resolve.)',
      { path: '^src/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: '@graphql-typed-document-node' },
    ),
    rule(
      'no-orphans',
      'A file nobody imports is dead.',
      { orphan: true, path: '^src/', pathNot: '^src/main\\.ts$|^src/app/console/page/' },
      {},
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
