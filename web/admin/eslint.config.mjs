// Rules that find mistakes; how code looks is not their concern.
import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'

const known = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

export default ts.config(
  { ignores: ['node_modules/', 'dist/', 'e2e/.shots/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-self-compare': 'error', 'array-callback-return': 'error',
      'no-unmodified-loop-condition': 'error', 'no-constructor-return': 'error', 'max-lines': ['error', 400], 'no-console': 'error',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: known('process', 'console', 'fetch', 'URL', 'Buffer', 'setTimeout', 'clearTimeout', 'document', 'window', 'getComputedStyle', 'location', 'localStorage', 'performance') }, rules: { 'no-console': 'off' } },
  { files: ['public/*.js'], languageOptions: { sourceType: 'script', globals: known('document', 'window', 'localStorage') } },
  {
    files: ['src/**/*.{ts,vue}', 'tests/**/*.ts'],
    extends: [...ts.configs.recommendedTypeChecked, ...vue.configs['flat/recommended'], ...a11y.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: ts.parser, project: ['tsconfig.json'], tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    rules: {
      'no-undef': 'off', // the compiler says it
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/require-await': 'off', // what keeps an asynchronous contract need not wait
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // The linter reads no types out of .vue files: the compiler (vue-tsc) does, and is strict.
      '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Layout of templates is the writer's.
      'vue/max-attributes-per-line': 'off', 'vue/singleline-html-element-content-newline': 'off', 'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off', 'vue/html-indent': 'off', 'vue/html-closing-bracket-newline': 'off', 'vue/first-attribute-linebreak': 'off', 'vue/attributes-order': 'off',
      // A page's file is its folder's index; its name is its route's (defineOptions).
      'vue/multi-word-component-names': 'off', 'vue/require-default-prop': 'off', 'vue/no-v-html': 'error',
      // A label may stand beside the field that it names by id.
      'vuejs-accessibility/label-has-for': 'off', 'vuejs-accessibility/no-autofocus': 'off', 'vuejs-accessibility/form-control-has-label': 'off',
    },
  },
)
