import { describe, expect, it } from 'vitest'
import { digits, isCode, isMobile, sayAgain, secondsLeft } from '@/domain/code'
import { deviceId, nameOf } from '@/services/auth/device'

describe('signing in with a phone and a code', () => {
  it('takes numbers of the mainland and codes of six digits', () => {
    expect(['13800138000', '19912345678'].every(isMobile)).toBe(true)
    expect(['', '1380013800', '138001380000', '12800138000', '+8613800138000'].some(isMobile)).toBe(false)
    expect(isCode('012345')).toBe(true)
    expect(['12345', '1234567', '12a456', ''].some(isCode)).toBe(false)
  })
  it('keeps the digits of what was typed or pasted', () => {
    expect(digits('138 0013-8000', 11)).toBe('13800138000')
    expect(digits('+86 138 0013 8000', 11)).toBe('13800138000')
    expect(digits('【滴滴打酒】042917', 6)).toBe('042917')
    expect(digits('86123', 11)).toBe('86123')
  })
  it('counts down to when another code may be asked for', () => {
    expect(secondsLeft(61_000, 1_000)).toBe(60)
    expect(secondsLeft(1_001, 1_000)).toBe(1)
    expect(secondsLeft(1_000, 5_000)).toBe(0)
    expect([sayAgain(false, 0), sayAgain(true, 60), sayAgain(true, 0)]).toEqual(['获取验证码', '60 秒后重发', '重新获取'])
  })
  it('calls a device what it is, and a browser by no name that says nothing', () => {
    expect(nameOf('HUAWEI', 'Mate 60')).toBe('HUAWEI Mate 60')
    expect(nameOf('unknown', 'iPhone 15')).toBe('iPhone 15')
    expect(nameOf('unknown', 'unknown')).not.toMatch(/unknown/)
  })
  it('is the same device every time', () => {
    const first = deviceId()
    expect(first).toMatch(/^[a-z0-9]{24}$/)
    expect(deviceId()).toBe(first)
  })
})
