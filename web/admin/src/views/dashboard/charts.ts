import type { EChartsOption } from 'echarts'
import type { Schema } from '@/api'
import { palette, short } from '@/components/chart'
import { yuan } from '@/composables/format'
import { t } from '@/locales'
import { hourText } from './compare'

type Board = Schema<'v1Dashboard'>

/** all are the charts of the dashboard. */
export function all(d: Board, locale: string, dark: boolean) {
  const c = palette(dark)
  const axis = { axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false }, axisLabel: { color: c.faint }, splitLine: { lineStyle: { color: c.line } } }
  const grid = { left: 8, right: 12, top: 30, bottom: 4, containLabel: true }
  const fen = (value: string) => Number(value) / 100
  const money = { ...axis, type: 'value' as const, axisLabel: { ...axis.axisLabel, formatter: (n: number) => short(n, locale) } }
  const pieces = { ...axis, type: 'value' as const, minInterval: 1 }
  const hours: EChartsOption = {
    grid, legend: {}, xAxis: { ...axis, type: 'category', data: d.yesterdayHours.map((p) => hourText(p.time ?? '')) }, yAxis: money,
    tooltip: { trigger: 'axis', valueFormatter: (n) => (typeof n === 'number' ? yuan(Math.round(n * 100)) : t('common.none')) },
    series: [
      { name: t('dashboard.today'), type: 'line', smooth: true, showSymbol: false, areaStyle: { opacity: 0.12 }, data: d.hours.map((p) => fen(p.gmv)) },
      { name: t('dashboard.yesterday'), type: 'line', smooth: true, showSymbol: false, lineStyle: { type: 'dashed' }, data: d.yesterdayHours.map((p) => fen(p.gmv)) },
    ],
  }
  const minutes: EChartsOption = {
    grid, legend: {}, xAxis: { ...axis, type: 'category', data: d.minutes.map((p) => hourText(p.time ?? '')) }, yAxis: pieces,
    series: [
      { name: t('dashboard.placed'), type: 'bar', barGap: '-100%', itemStyle: { opacity: 0.4 }, data: d.minutes.map((p) => Number(p.placed)) },
      { name: t('dashboard.cards.confirmed'), type: 'bar', data: d.minutes.map((p) => Number(p.confirmed)) },
    ],
  }
  const states: EChartsOption = {
    grid: { ...grid, top: 8 }, xAxis: pieces, yAxis: { ...axis, type: 'category', inverse: true, data: open.map((s) => t(`dashboard.open.${s}`)) },
    series: [{ type: 'bar', barMaxWidth: 22, label: { show: true, position: 'right', color: c.text }, data: open.map((s) => Number(d.states.find((o) => o.state === s)?.orders ?? 0)) }],
  }
  const within: EChartsOption = {
    grid: { ...grid, top: 8 }, xAxis: { ...axis, type: 'category', data: ['≤15', '≤30', '≤45', '≤60', '>60'] }, yAxis: pieces,
    series: [{ type: 'bar', barMaxWidth: 36, data: (d.today?.deliveredWithin ?? []).map(Number) }],
  }
  return { hours, minutes, states, within, map: map(d, axis, dark) }
}

const open = ['ORDER_STATE_PENDING_PAYMENT', 'ORDER_STATE_CONFIRMED', 'ORDER_STATE_ACCEPTED', 'ORDER_STATE_READY', 'ORDER_STATE_SHIPPED', 'ORDER_STATE_RETURNING'] as const

/** Where stores are, larger the more they sell. */
function map(d: Board, axis: object, dark: boolean): EChartsOption {
  const c = palette(dark)
  const most = Math.max(1, ...d.stores.map((s) => Number(s.gmv)))
  const hidden = { ...axis, type: 'value' as const, scale: true, axisLabel: { show: false }, axisLine: { show: false } }
  return {
    grid: { left: 12, right: 12, top: 12, bottom: 12 }, xAxis: hidden, yAxis: hidden,
    tooltip: {
      trigger: 'item', formatter: (p) => {
        const s = d.stores[(Array.isArray(p) ? p[0] : p)?.dataIndex ?? 0]
        return s ? `${escape(s.name)}<br>${yuan(s.gmv)} · ${t('dashboard.waitingOf', { n: s.unaccepted })}` : ''
      },
    },
    series: [{
      type: 'scatter', itemStyle: { opacity: 0.75 },
      data: d.stores.map((s) => ({
        value: [s.lngE6 / 1e6, s.latE6 / 1e6], symbolSize: 8 + 26 * Math.sqrt(Number(s.gmv) / most),
        itemStyle: { color: Number(s.unaccepted) > 0 ? c.series[5] : s.openForOrders ? c.series[0] : c.faint },
      })),
    }],
  }
}

/** escape makes a name safe to stand in a tooltip, which is HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (ch) => `&#${ch.charCodeAt(0)};`)
}
