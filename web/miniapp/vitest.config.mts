import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { API_BASE: '""' },
  resolve: {
    alias: {
      '@tarojs/taro': path.resolve('tests/taro.ts'),
      '@dajiu/api': path.resolve('../api/src/index.ts'),
      '@': path.resolve('src'),
    },
  },
  test: { environment: 'node', include: ['tests/**/*.spec.ts?(x)'], restoreMocks: true },
})
