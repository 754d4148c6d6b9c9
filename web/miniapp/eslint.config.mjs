// Rules that find mistakes; how code looks is not their concern. Run in web/, for the mini-program and the typed client.
import js from '@eslint/js'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/** What is there without being imported, where scripts run on node; and in functions that they hand to a page. */
const node = ['process', 'console', 'fetch', 'URL', 'Buffer', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate']
const page = ['document', 'window', 'getComputedStyle', 'location', 'localStorage']
const known = Object.fromEntries([...node, ...page].map((name) => [name, 'readonly']))

export default ts.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/.cache/', '**/.shots/', 'api/src/schema.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: known } },
  { files: ['**/*.js'], languageOptions: { globals: { module: 'writable' }, sourceType: 'commonjs' } },
  {
    rules: {
      eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-self-compare': 'error', 'array-callback-return': 'error',
      'no-unmodified-loop-condition': 'error', 'no-constructor-return': 'error', 'no-promise-executor-return': ['error', { allowVoid: true }],
      'no-irregular-whitespace': ['error', { skipJSXText: true, skipTemplates: true }],
    },
  },
  {
    // With types: promises that nobody waits for, conditions that mean something else, cases that were forgotten.
    files: ['miniapp/{src,tests,types}/**/*.{ts,tsx}', 'api/src/**/*.ts'],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['miniapp/tsconfig.json'], tsconfigRootDir: new URL('..', import.meta.url).pathname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/no-unused-vars': 'off', // the compiler says it
      '@typescript-eslint/no-redundant-type-constituents': 'off', // `Promise<unknown> | unknown` tells people that it is waited for
      '@typescript-eslint/require-await': 'off', // what keeps an asynchronous contract need not wait
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['miniapp/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, 'jsx-a11y': a11y },
    settings: { 'jsx-a11y': { components: { View: 'div', Text: 'span', ScrollView: 'div', Swiper: 'div', SwiperItem: 'div', Input: 'input', Textarea: 'textarea' } } },
    rules: {
      'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error',
      'jsx-a11y/aria-role': 'error', 'jsx-a11y/aria-props': 'error', 'jsx-a11y/aria-proptypes': 'error',
      'jsx-a11y/role-has-required-aria-props': 'error', 'jsx-a11y/role-supports-aria-props': 'error', 'jsx-a11y/no-aria-hidden-on-focusable': 'error',
      // What is tapped says what it is.
      'jsx-a11y/no-static-element-interactions': ['error', { handlers: ['onClick'] }],
    },
  },
)
