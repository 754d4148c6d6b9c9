import assert from 'node:assert/strict'

const focused = (phone) => phone.page.evaluate(() => {
  const at = document.activeElement
  return { words: at?.textContent?.trim() ?? '', inside: at?.closest('[role="dialog"]') !== null }
})

export const tests = {
  'who has no pointer opens a product and narrows a list by keyboard; the focus stays in a sheet and returns from it': async ({ openPhone }) => {
    const phone = await openPhone()
    const { keyboard } = phone.page
    await phone.go('')
    await phone.seen('#age-yes').waitFor()
    await keyboard.press('Tab')
    assert.equal((await focused(phone)).words, '我已年满 18 周岁')
    await keyboard.press('Enter')
    await phone.seen('[class*=tile-] [role="link"]').first().focus()
    await keyboard.press('Enter')
    await phone.sees('加入购物车')

    await phone.go('pages/category/index')
    const filter = phone.seen('[role="button"]').filter({ hasText: '筛选' }).last()
    await filter.waitFor()
    await filter.focus()
    await keyboard.press(' ')
    await phone.sees('产地')
    for (let i = 0; i < 40; i++) {
      await keyboard.press('Tab')
      assert.ok((await focused(phone)).inside, `the focus left the sheet at step ${i}`)
    }
    await keyboard.press('Escape')
    await phone.seen('[role="dialog"]').waitFor({ state: 'detached' })
    assert.equal((await focused(phone)).words, '筛选')
  },
}
