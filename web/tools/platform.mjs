// The real program with a demo city of its own, on ports of its own: started before the tests and stopped after them.
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const freePort = () => new Promise((done, failed) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => done(port))
  })
  server.on('error', failed)
})

/** start starts it; pastOrders is of how many orders its city has a past, today whether it is at work. */
export async function start({ pastOrders = 0, today = false } = {}) {
  if (process.env.E2E_URL) return { url: process.env.E2E_URL, stop: async () => undefined }
  const [api, sim, priv] = await Promise.all([freePort(), freePort(), freePort()])
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'dajiu-e2e-'))
  const program = process.env.E2E_BIN ?? path.join(root, 'bin/dajiu')
  if (pastOrders > 0) await promisify(execFile)(program, ['seed', '--data', data, '--past-orders', String(pastOrders), ...(today ? ['--today'] : [])])
  const child = spawn(program, [
    'serve', '--demo', '--data', data, '--listen', `127.0.0.1:${api}`, '--set', `sim.listen=127.0.0.1:${sim}`,
    '--set', `http.private=127.0.0.1:${priv}`, '--set', 'obs.log_level=error',
  ], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => { said += text })
  const over = new Promise((done) => { child.on('exit', done) })
  const stop = async () => {
    child.kill('SIGTERM')
    await over
    fs.rmSync(data, { recursive: true, force: true })
  }
  const until = Date.now() + 120_000
  while (!said.includes('is ready')) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop()
      throw new Error(`the platform did not start: ${said}`)
    }
    await new Promise((done) => { setTimeout(done, 100) })
  }
  const url = `http://127.0.0.1:${api}`
  return { url, stop }
}

/** login signs in as a member of staff and returns the tokens. */
export const login = (url, username, password) => call(url, 'POST', '/v1/auth/staff:login', { username, password })

/** call asks the platform, or a simulator of it, once. */
export async function call(url, method, target, body, token) {
  const answer = await fetch(url + target, {
    method, body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  const doc = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${target}: ${JSON.stringify(doc)}`)
  return doc
}

/** staff returns calls of the API as a member of staff, to move an order on while the customer watches. */
export async function staff(url, username, password) {
  const { accessToken } = await login(url, username, password)
  return (method, target, body) => call(url, method, target, body, accessToken)
}
