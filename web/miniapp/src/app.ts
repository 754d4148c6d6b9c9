import './rem'
import './keyboard'
import { createElement, type PropsWithChildren } from 'react'
import { Provider } from 'react-redux'
import { useDidShow, useLaunch } from '@tarojs/taro'
import { watchSystemTheme } from './hooks/useTheme'
import { stream } from './services'
import { network } from './services/network'
import { store } from './store'
import { followOrders } from './store/follow'
import { resume, watchSession } from './store/acts'
import { uiSlice } from './store/ui'
import './app.scss'

function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    network.start()
    network.watch((online) => store.dispatch(uiSlice.actions.networkChanged(online)))
    watchSystemTheme()
    watchSession()
    followOrders()
    resume()
  })
  useDidShow(() => stream.wake())
  return createElement(Provider, { store, children })
}

export default App
