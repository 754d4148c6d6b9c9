module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
  plugins: [
    // Only the NutUI components that are used, each with its own style.
    ['import', {
      libraryName: '@nutui/nutui-react-taro',
      customName: (name) => `@nutui/nutui-react-taro/dist/es/packages/${name.toLowerCase()}`,
      style: (name) => name.replace(/\/?$/, '/style/css'),
      camel2DashComponentName: false,
    }, 'nutui'],
  ],
}
