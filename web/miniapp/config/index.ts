import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import type Chain from 'webpack-chain'

const here = (...parts: string[]) => path.resolve(__dirname, '..', ...parts)
const fromModules = (...names: string[]) => new RegExp(`node_modules[\\\\/](${names.join('|')})[\\\\/]`)

// Packages whose sources use syntax that older WeChat engines do not read.
const modern = fromModules('@reduxjs', 'redux', 'reselect', 'immer', 'redux-thunk', 'react-redux', 'use-sync-external-store')

const modules = { namingPattern: 'module' as const, generateScopedName: '[local]-[hash:base64:5]' }

export default defineConfig({
  projectName: 'dajiu',
  date: '2026-11-25',
  // 1px in our styles is one point of a 375-point screen.
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: [],
  defineConstants: { API_BASE: JSON.stringify(process.env.API_BASE ?? '') },
  alias: { '@': here('src'), '@dajiu/api': here('../api/src') },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // One for each platform, in node_modules/.cache; what decides how everything is built makes it void.
  cache: { enable: true, buildDependencies: { ours: ['babel.config.js', 'package.json', 'package-lock.json'].map((name) => here(name)) } },
  sass: { data: '' },
  mini: {
    miniCssExtractPluginOption: { ignoreOrder: true },
    optimizeMainPackage: { enable: true },
    postcss: {
      pxtransform: { enable: true, config: {} },
      cssModules: { enable: true, config: modules },
    },
    compile: { include: [(file: string) => modern.test(file), here('../api/src')] },
    webpackChain(chain: Chain, webpack: { ProvidePlugin: new (map: object) => object }) {
      chain.plugin('provideAbort').use(webpack.ProvidePlugin as never, [
        { AbortController: [here('src/polyfills/abort-controller.ts'), 'AbortController'] },
      ])
    },
  },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    router: { mode: 'browser', basename: '/m' },
    compile: { include: [here('../api/src')] },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain: Chain) {
      chain.performance.hints(false)
      chain.optimization.splitChunks({
        chunks: 'all',
        minSize: 20000,
        cacheGroups: {
          react: { name: 'react', test: fromModules('react', 'react-dom', 'scheduler', 'react-redux', '@reduxjs', 'immer', 'redux'), priority: 40 },
          taro: { name: 'taro', test: fromModules('@tarojs'), chunks: 'initial', priority: 30 },
        },
      })
    },
    postcss: {
      pxtransform: { enable: true, config: { baseFontSize: 20, maxRootSize: 23, minRootSize: 16 } },
      autoprefixer: { enable: true, config: {} },
      cssModules: { enable: true, config: modules },
    },
  },
} as never)
