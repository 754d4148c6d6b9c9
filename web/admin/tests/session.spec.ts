import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@dajiu/api'

const answers = vi.hoisted(() => ({ get: vi.fn<(path: string) => Promise<unknown>>() }))

vi.mock('@/api', () => ({
  api: { get: answers.get }, onDenied: () => undefined,
  session: { signedIn: true, onEnd: () => undefined, end: () => null },
}))
vi.mock('@/api/stream', () => ({ stream: { start: () => undefined, stop: () => undefined }, forgetEvents: () => undefined }))

const told = (path: string): Promise<unknown> => Promise.resolve(path === '/v1/me' ? { userId: '7', nickname: '陈', roles: ['ROLE_OPERATOR'] } : { permissions: ['a.read'], grants: [] })

describe('who is signed in', () => {
  let session: ReturnType<typeof import('@/stores/session')['useSession']>

  // The store is made anew over an API that the test plays: what the set-up loaded speaks to the real one.
  beforeEach(async () => {
    vi.resetModules()
    answers.get.mockReset()
    const { createPinia, setActivePinia } = await import('pinia')
    setActivePinia(createPinia())
    session = (await import('@/stores/session')).useSession()
  })

  it('is asked once, however many pages wait for it', async () => {
    answers.get.mockImplementation(told)
    await Promise.all([session.ready(), session.ready()])
    expect(answers.get).toHaveBeenCalledTimes(2)
    expect([session.can('a.read'), session.can('b.read'), session.isOperator]).toEqual([true, false, true])
  })

  it('that the server would not say is a failure, not a lack of permissions, and is asked again', async () => {
    answers.get.mockRejectedValue(new ApiError({ status: 503, reason: 'UNAVAILABLE' }))
    expect(await session.ready()).toBe(true)
    expect(session.failure).toBeInstanceOf(ApiError)
    answers.get.mockImplementation(told)
    await session.ready()
    expect(session.failure).toBeNull()
    expect(session.me?.nickname).toBe('陈')
  })
})
