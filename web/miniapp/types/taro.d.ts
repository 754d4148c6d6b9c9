import '@tarojs/components/types/Text'

declare module '@tarojs/components/types/Text' {
  interface TextProps {
    /** What it is for those who cannot see it; Taro declares it of View alone. */
    role?: string
  }
}
