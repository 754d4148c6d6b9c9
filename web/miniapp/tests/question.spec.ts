import { expect, it } from 'vitest'
import { store } from '@/store'
import { answer, ask } from '@/store/acts'

const open = () => store.getState().ui.question?.title

it('a question stands until it is answered', async () => {
  const agreed = ask({ title: '下线？' })
  expect(open()).toBe('下线？')
  answer(true)
  expect(open()).toBeUndefined()
  await expect(agreed).resolves.toBe(true)
})

it('a second question answers the first with no', async () => {
  const first = ask({ title: '删除？' })
  const second = ask({ title: '退出？' })
  await expect(first).resolves.toBe(false)
  expect(open()).toBe('退出？')
  answer(false)
  await expect(second).resolves.toBe(false)
})

it('an answer that nobody asked for changes nothing', () => {
  answer(true)
  expect(open()).toBeUndefined()
})
