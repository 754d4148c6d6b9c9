import { gather } from '../gather'

export default gather(import.meta.glob<{ default: object }>(['./*.ts', '!./index.ts'], { eager: true }))
