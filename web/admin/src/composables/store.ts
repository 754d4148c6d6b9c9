import { useLocalStorage } from '@vueuse/core'

/** The store whose work was looked at last, in this browser: whoever goes from its board to its stock stays in it. */
export const lastStore = useLocalStorage('dajiu.admin.store', '')
