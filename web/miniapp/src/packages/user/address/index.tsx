import { useEffect, useState } from 'react'
import { Input, Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Page } from '@/components/Page'
import { Toggle } from '@/components/Toggle'
import { api, asApiError, cache } from '@/services'
import { useAddresses } from '@/services/queries'
import { storage } from '@/services/storage'
import { useStore } from '@/store'
import { ask, moveTo, placeOf, toast, toastError } from '@/store/acts'
import type { Point } from '@/domain/geo'
import { draftOf, emptyDraft, problemsOf, type Draft, type Problems } from './form'
import styles from './index.module.scss'

const labels = ['家', '公司', '朋友家']

export default function AddressPage() {
  const { id = '' } = useRouter().params
  const list = useAddresses()
  const { place, known } = useStore((s) => s.place)
  const [draft, setDraft] = useState<Draft | null>(id ? null : emptyDraft)
  const [problems, setProblems] = useState<Problems>({})
  const set = (change: Partial<Draft>) => setDraft((d) => (d ? { ...d, ...change } : d))
  useEffect(() => {
    const found = list.data?.find((a) => a.addressId === id)
    if (found) setDraft((d) => d ?? draftOf(found))
  }, [list.data, id])
  useDidShow(() => {
    const picked = storage.read<{ point: Point; name: string } | null>('pickedPoint', null)
    if (!picked) return
    storage.set('pickedPoint', null)
    setDraft((d) => (d ? { ...d, point: picked.point, street: picked.name || d.street } : d))
  })
  if (!draft) return <Page title='编辑地址'><View /></Page>

  const save = async () => {
    const found = problemsOf(draft)
    setProblems(found)
    const first = Object.values(found)[0]
    if (first !== undefined || !draft.point) {
      toast(first ?? '', 'bad')
      return
    }
    const body = { ...draft, contactName: draft.contactName.trim(), phone: draft.phone.trim(), street: draft.street.trim(), door: draft.door.trim(), point: draft.point, province: '四川省', city: '成都市' }
    const saved = id
      ? await api.put('/v1/me/addresses/{addressId}', { path: { addressId: id }, body })
      : await api.post('/v1/me/addresses', { body })
    cache.expire('addresses')
    if (!known || place.addressId === saved.addressId) moveTo(placeOf(saved))
    storage.set('pickedAddress', saved.addressId)
    await Taro.navigateBack()
  }
  const failed = (thrown: unknown) => {
    const error = asApiError(thrown)
    const of = (field: string, text: string) => (error.of(field) ? text : undefined)
    setProblems({ contactName: of('contact_name', '联系人填写有误'), phone: of('phone', '手机号填写有误'), street: of('street', '地址填写有误') })
    toastError(thrown)
  }
  const remove = async () => {
    if (!await ask({ title: '删除这个地址？', note: draft.street + draft.door, yes: '删除', grave: true })) return
    await api.del('/v1/me/addresses/{addressId}', { path: { addressId: id } })
    cache.expire('addresses')
    await Taro.navigateBack()
  }
  const pick = () => {
    storage.write('pickFrom', draft.point ?? place.point)
    return Taro.navigateTo({ url: '/packages/user/place/index?pick=1' })
  }
  return (
    <Page title={id ? '编辑地址' : '新增地址'} foot={<Button wide size='l' testId='save-address' onTap={save} failed={failed}>保存</Button>}>
      <View className={styles.body}>
        <View className={styles.card}>
          <View className={styles.row} id='pick-point' role='button' onClick={() => void pick()}>
            <Text className={styles.key}>位置</Text>
            <Text className={draft.point ? styles.value : styles.hint}>{draft.point ? '已在地图上选择' : '在地图上选择'}</Text><Icon name='pin' size='s' />
          </View>
          {problems.point && <Text className={styles.problem}>{problems.point}</Text>}
          <Row name='地址' value={draft.street} placeholder='街道、小区或楼宇' id='street' max={128} problem={problems.street} onInput={(street) => set({ street })} />
          <Row name='门牌' value={draft.door} placeholder='楼层、门牌号' id='door' max={64} onInput={(door) => set({ door })} />
          <Row name='联系人' value={draft.contactName} placeholder='收货人姓名' id='contact' max={32} problem={problems.contactName} onInput={(contactName) => set({ contactName })} />
          <Row name='手机号' value={draft.phone} placeholder='骑手联系您的号码' id='phone' number max={11} problem={problems.phone} onInput={(phone) => set({ phone })} />
        </View>
        <View className={styles.card}>
          <View className={styles.row}>
            <Text className={styles.key}>标签</Text>
            <View className={styles.chips}>{labels.map((l) => <View key={l} role='radio' aria-checked={draft.label === l} className={`${styles.chip} ${draft.label === l ? styles.on : ''}`} onClick={() => set({ label: draft.label === l ? '' : l })}>{l}</View>)}</View>
          </View>
          <View className={styles.row}><Text className={styles.key}>设为默认</Text><View className={styles.value} /><Toggle label='设为默认' on={draft.isDefault} onChange={(isDefault) => set({ isDefault })} /></View>
        </View>
        {id !== '' && <Button wide kind='danger' onTap={remove}>删除地址</Button>}
      </View>
    </Page>
  )
}

interface RowProps { name: string; value: string; placeholder: string; id: string; max: number; number?: boolean; problem?: string; onInput: (text: string) => void }

function Row({ name, value, placeholder, id, max, number, problem, onInput }: RowProps) {
  return (
    <>
      <View className={styles.row}>
        <Text className={styles.key}>{name}</Text>
        <Input id={id} className={styles.input} value={value} placeholder={placeholder} type={number ? 'number' : 'text'} maxlength={max} onInput={(e) => onInput(e.detail.value)} />
      </View>
      {problem && <Text className={styles.problem}>{problem}</Text>}
    </>
  )
}
