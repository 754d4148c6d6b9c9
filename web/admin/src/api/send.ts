import axios, { AxiosError } from 'axios'
import { offline, timedOut, type Send } from '@dajiu/api'

// Whatever the server answers is an answer; what to make of it is the transport's business.
const http = axios.create({ validateStatus: () => true, headers: { 'content-type': 'application/json' } })

/** send makes one exchange with the platform. */
export const send: Send = async (e) => {
  try {
    const answer = await http.request<unknown>({ url: e.url, method: e.method, data: e.body, headers: e.header, timeout: e.timeoutMs })
    return { status: answer.status, body: answer.data }
  } catch (thrown) {
    const late = thrown instanceof AxiosError && (thrown.code === AxiosError.ECONNABORTED || thrown.code === AxiosError.ETIMEDOUT)
    throw late ? timedOut() : offline()
  }
}
