import tseslint from 'typescript-eslint';

// Who may import whom, from the ground up. A folder not named in a row is closed to it. `three` is for the picture only: `scene` and `xr`.
const MAY_IMPORT = {
  base: [],
  locale: [],
  protocol: ['base'],
  state: ['base', 'protocol'],
  net: ['base', 'protocol'],
  input: ['base', 'state', 'protocol'],
  media: ['base', 'state', 'protocol'],
  panel: ['base', 'state', 'protocol', 'locale'],
  scene: ['base', 'state', 'protocol', 'locale', 'panel'],
  xr: ['base', 'state', 'protocol', 'locale', 'input', 'panel', 'scene'],
  ui: ['base', 'state', 'protocol', 'locale', 'input', 'net', 'media', 'panel'],
  app: ['base', 'state', 'protocol', 'locale', 'net', 'input', 'media', 'panel', 'scene', 'xr', 'ui'],
};
const FOLDERS = Object.keys(MAY_IMPORT);
const KNOWS_ENGINE = ['scene', 'xr'];

const directions = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
  const closed = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
  const patterns = [];
  if (closed.length > 0) {
    patterns.push({
      regex: `^\\.\\./(?:\\.\\./)*(?:${closed.join('|')})/`,
      message: `${folder} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
    });
  }
  if (!KNOWS_ENGINE.includes(folder)) patterns.push({ regex: '^three(?:/|$)', message: `Only ${KNOWS_ENGINE.join(' and ')} know the engine.` });
  return { files: [`src/${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
});

export default tseslint.config(
  { ignores: ['dist/', 'target/', 'node_modules/', 'src/protocol/gen/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['build/**', 'e2e/**', 'src/dev/**'], rules: { 'no-console': 'off' } },
  ...directions,
);
