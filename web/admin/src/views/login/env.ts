import { ref } from 'vue'

/** Somebody whom one may be in a demo. */
export interface DemoPerson { title: string; note: string; username: string; password: string }
interface Env { people: DemoPerson[] }

/** useEnv is what the program says of where it runs; only a demo offers people to be. */
export function useEnv() {
  const env = ref<Env>({ people: [] })
  fetch('/admin/env.json').then((answer) => (answer.ok ? answer.json() : null)).then((read: Env | null) => {
    if (read) env.value = read
  }).catch(() => undefined) // the form works without
  return env
}
