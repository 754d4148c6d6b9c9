import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useSession } from '@/stores/session'
import { wanted } from '@/router'

const page = { template: '<div><button v-auth="[\'a.write\', \'b.write\']" id="v">v</button><Auth any="a.write"><i id="in"/><template #else><i id="else"/></template></Auth></div>' }

function grant(...permissions: string[]) { useSession().permissions = new Set(permissions) }

describe('what a person may do', () => {
  beforeEach(() => grant())

  it('shows and hides what is on the page when a role is given or taken', async () => {
    const shown = mount(page)
    const button = shown.get<HTMLElement>('#v').element
    expect([button.style.display, shown.find('#in').exists(), shown.find('#else').exists()]).toEqual(['none', false, true])
    expect(button.hasAttribute('inert')).toBe(true)
    grant('a.write')
    await nextTick()
    expect([button.style.display, shown.find('#in').exists(), shown.find('#else').exists()]).toEqual(['', true, false])
    grant('b.write')
    await nextTick()
    expect([button.style.display, shown.find('#in').exists()]).toEqual(['', false])
    grant()
    await nextTick()
    expect(button.style.display).toBe('none')
  })

  it('is anything where nothing is asked for', () => {
    expect(useSession().can()).toBe(true)
    expect(useSession().can('a.write')).toBe(false)
  })
})

describe('where a person wanted to go', () => {
  it.each([['/orders?state=PAID', '/orders?state=PAID'], ['//evil.example', '/'], ['https://evil.example', '/'], [undefined, '/'], [['/a'], '/']])('of %s is %s', (query, path) => {
    expect(wanted(query)).toBe(path)
  })
})
