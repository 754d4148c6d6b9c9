import { reactive } from 'vue'
import { api } from '@/api'
import { can } from '@/access'

const names = reactive(new Map<string, string>())
const asked = new Set<string>()

/**
 * name tells what a person is called: at first their number, and their name once the server said it, where one may ask.
 * What is asked for in one moment is asked for at once.
 */
export function name(userId: string | undefined): string {
  if (!userId || userId === '0') return ''
  const known = names.get(userId)
  if (known !== undefined) return known
  if (!asked.has(userId) && can('user.people.name')) {
    asked.add(userId)
    waiting.push(userId)
    if (waiting.length === 1) setTimeout(() => { void ask() })
  }
  return userId
}

const waiting: string[] = []

async function ask() {
  const userIds = waiting.splice(0, 100)
  if (waiting.length > 0) setTimeout(() => { void ask() })
  try {
    const { people } = await api.get('/v1/admin/people:name', { query: { userIds } })
    for (const person of people) names.set(person.userId, person.name || person.userId)
  } catch {
    for (const id of userIds) asked.delete(id) // the number stays, and is asked for again
  }
}
