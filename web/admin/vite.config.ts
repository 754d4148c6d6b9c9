import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** The program that answers while `npm run dev` serves the pages. */
const platform = process.env.DAJIU_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/admin/',
  plugins: [
    vue(),
    // Element's components are found by their names; its styles are one file (src/main.ts), so that their order is certain.
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: false })] }),
  ],
  resolve: { alias: { '@dajiu/api': here('../api/src/index.ts'), '@': here('./src') } },
  server: { host: '127.0.0.1', proxy: { '/v1': { target: platform, ws: true }, '/media': platform, '/docs': platform, '/admin/env.json': platform } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // The program keeps files for a year whose names end in a dot and eight hexadecimal digits or more.
        hashCharacters: 'hex',
        entryFileNames: 'assets/[name].[hash:10].js',
        chunkFileNames: 'assets/[name].[hash:10].js',
        assetFileNames: 'assets/[name].[hash:10][extname]',
        codeSplitting: {
          groups: [
            { name: 'framework', priority: 30, test: /node_modules[\\/](vue|@vue|vue-router|pinia|vue-i18n|@intlify|@vueuse|axios)[\\/]/ },
            { name: 'element-plus', priority: 20, test: /node_modules[\\/](element-plus|@element-plus|@popperjs|@floating-ui|async-validator|dayjs|lodash-es|lodash-unified|normalize-wheel-es|memoize-one|@ctrl)[\\/]/ },
            { name: 'echarts', priority: 10, test: /node_modules[\\/](echarts|zrender|vue-echarts|tslib)[\\/]/ },
            { name: 'leaflet', priority: 10, test: /node_modules[\\/](leaflet)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.spec.ts'],
    setupFiles: ['tests/setup.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
