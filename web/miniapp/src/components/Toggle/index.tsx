import { Switch } from '@nutui/nutui-react-taro'

interface Props { on: boolean; onChange: (on: boolean) => void; label: string; disabled?: boolean }

/** Toggle turns something on or off. */
export function Toggle({ on, onChange, label, disabled }: Props) {
  return <Switch checked={on} disabled={disabled} ariaLabel={label} onChange={onChange} />
}
