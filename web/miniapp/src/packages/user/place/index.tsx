import { useRouter } from '@tarojs/taro'
import { Picker } from './Picker'
import { Places } from './Places'

/** PlacePage chooses where: a place to look around (and its store), or with ?pick=1 the point of an address. */
export default function PlacePage() {
  return useRouter().params.pick === '1' ? <Picker /> : <Places />
}
