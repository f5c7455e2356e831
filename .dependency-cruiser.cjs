/**
 * The import rules of the house. Each has a planted violation in test/import-rules/planted, and a test sees it caught:
 * an untested rule is decoration.
 */
const pure = '^packages/(contracts|smpp|survey|vietnam)/src/|^services/[^/]+/src/domain/';

module.exports = {
  forbidden: [
    {
      name: 'contracts-import-nothing-of-ours',
      comment: 'The published language stands alone.',
      severity: 'error',
      from: { path: '^packages/contracts/' },
      to: { path: '^(packages|services|scripts)/', pathNot: '^packages/contracts/' },
    },
    {
      name: 'ports-import-contracts-only',
      comment: 'Ports speak the published language and know nobody else.',
      severity: 'error',
      from: { path: '^packages/ports/src/' },
      to: { path: '^(packages|services|scripts)/', pathNot: '^packages/(ports|contracts)/' },
    },
    {
      name: 'adapters-import-ports-and-contracts-only',
      comment: 'An adapter that knew a service could not be exchanged.',
      severity: 'error',
      from: { path: '^packages/adapters/src/' },
      to: { path: '^(packages|services|scripts)/', pathNot: '^packages/(adapters|ports|contracts)/' },
    },
    {
      name: 'pure-packages-import-contracts-at-most',
      comment: 'The wire and the survey are libraries others could use alone.',
      severity: 'error',
      from: { path: '^packages/(smpp|vietnam)/src/' },
      to: { path: '^(packages|services|scripts)/', pathNot: '^packages/(contracts|$1)/' },
    },
    {
      name: 'survey-imports-contracts-and-the-country-pack-at-most',
      comment: 'Conversations could be had in another country with another pack.',
      severity: 'error',
      from: { path: '^packages/survey/src/' },
      to: { path: '^(packages|services|scripts)/', pathNot: '^packages/(contracts|vietnam|survey)/' },
    },
    {
      name: 'services-never-import-each-other',
      comment: 'Services meet in events, never in code.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/', pathNot: '^services/host/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'only-the-host-imports-adapters',
      comment: 'One composition root; scripts read stores the way the host does.',
      severity: 'error',
      from: { path: '^(packages|services)/[^/]+/src/', pathNot: '^(services/host|packages/adapters)/' },
      to: { path: '^packages/adapters/' },
    },
    {
      name: 'only-connector-host-and-scripts-import-smpp',
      comment: 'Nothing else knows which wire a text came by.',
      severity: 'error',
      from: { pathNot: '^(packages/smpp|services/smpp-connector|services/host|scripts)/' },
      to: { path: '^packages/smpp/' },
    },
    {
      name: 'drivers-only-in-adapters',
      comment: 'A driver outside the adapters would tie the house to one database.',
      severity: 'error',
      from: { pathNot: '^packages/adapters/' },
      to: { path: 'node_modules/(libsql|kafkajs|mongoose|mongodb)/' },
    },
    {
      name: 'pure-code-imports-no-node-core-module',
      comment:
        'No clock, no disk, no network: everything comes as an argument. Secrets and sockets have entries of their own.',
      severity: 'error',
      from: {
        path: pure,
        pathNot: '^packages/contracts/src/crypto\\.ts$|^packages/smpp/src/(connect|socket|tls)\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-packages-never-import-crypto',
      comment: 'Keys stay out of the domain.',
      severity: 'error',
      from: { path: '^packages/(smpp|survey|vietnam)/src/|^services/[^/]+/src/domain/' },
      to: { path: '^packages/contracts/(src|dist)/crypto' },
    },
    {
      name: 'no-cycles',
      comment: 'A reader must be able to begin somewhere.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'An import that resolves to nothing fails on somebody else’s machine.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
