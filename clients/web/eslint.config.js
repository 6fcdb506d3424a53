import tseslint from 'typescript-eslint';

// Who may import whom. A folder not named in a row is closed to it; `three` is for the scene and the headset only.
const FOLDERS = ['protocol', 'net', 'state', 'input', 'media', 'locale', 'panel', 'scene', 'xr', 'ui', 'app'];
const MAY_IMPORT = {
  protocol: [],
  locale: [],
  state: ['protocol'],
  net: ['protocol'],
  input: ['state', 'protocol'],
  media: ['state', 'protocol'],
  panel: ['state', 'protocol', 'locale'],
  scene: ['state', 'protocol', 'locale', 'panel'],
  xr: ['state', 'protocol', 'input', 'locale', 'scene'],
  ui: ['state', 'protocol', 'locale', 'input', 'net', 'media'],
  app: ['protocol', 'net', 'state', 'input', 'media', 'locale', 'panel', 'scene', 'xr', 'ui'],
};

const directions = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
  const closed = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
  const patterns = [];
  if (closed.length > 0) {
    patterns.push({
      regex: `^\\.\\./(?:\\.\\./)*(?:${closed.join('|')})/`,
      message: `${folder} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
    });
  }
  if (folder !== 'scene' && folder !== 'xr') patterns.push({ regex: '^three(?:/|$)', message: 'Only scene and xr know the engine.' });
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
