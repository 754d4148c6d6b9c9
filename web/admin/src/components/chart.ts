/** The colours of charts: as the page's, told apart also by whoever does not see red and green. */
export function palette(dark: boolean) {
  return dark
    ? { series: ['#e09a5c', '#6fa8dc', '#7cc08d', '#dfab52', '#b79ae0', '#f28b82', '#7fc7c7'], text: '#d6cec5', faint: '#b0a69b', line: '#3b3631', card: '#24211e' }
    : { series: ['#9a4614', '#2f6d9e', '#2f6b41', '#b07d12', '#6b4fa0', '#b3261e', '#2a7d7d'], text: '#463d35', faint: '#6a6058', line: '#e6e0d8', card: '#ffffff' }
}

/** short writes large numbers as axes do: 12000 is 1.2万 in Chinese, 12k in English. */
export function short(n: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(n)
}
