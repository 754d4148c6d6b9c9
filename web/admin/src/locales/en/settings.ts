export default {
  title: 'Settings', note: 'What can be set while the platform runs. Changes count at once, and each is in the audit log.',
  value: 'New value', reason: 'Why', bounds: 'From {from} to {to}', configured: 'Deployed as {value}', changed: 'Changed {time}', reset: 'Restore', resetTitle: 'Restore “{name}”?', resetHint: 'It will be {value} again, as deployed. Say why, for the record',
  metres: '{n} m', metresPerMinute: '{n} m/min',
  elsewhere: 'What guards access and money (approval by a second person, one-time codes, keys, payment channels) is set where the platform is deployed, not here.',
  units: { PARAMETER_UNIT_SECONDS: 's', PARAMETER_UNIT_COUNT: '', PARAMETER_UNIT_FEN: 'yuan', PARAMETER_UNIT_METRES: 'm', PARAMETER_UNIT_METRES_PER_MINUTE: 'm/min', PARAMETER_UNIT_MINUTES: 'min' },
  names: {
    order: { pay_within: 'Time to pay', accept_within: 'Time to accept', complete_after: 'Completed by itself after' },
    delivery: {
      reward_base: 'Reward for each delivery', reward_per_km: 'Reward for each kilometre', meters_per_minute: 'Riding speed', buffer_minutes: 'Spare time of a promise', offers: 'Couriers asked at a time', offer_for: 'Time to answer an offer', rest_for: 'Pause after declining',
      radius: 'First search radius', widening: 'Wider with each round', farthest: 'Farthest search radius', slot_capacity: 'Orders in half an hour',
    },
  },
  notes: {
    order: { pay_within: 'An order that is not paid is cancelled after this; its stock is kept until then. Counts for later orders.', accept_within: 'An order that no store accepts is cancelled and refunded after this. Orders that wait already keep their time.', complete_after: 'How long after delivery an order completes by itself. Counts for later deliveries.' },
    delivery: {
      reward_base: 'What a courier earns for a delivery, whatever its distance.', reward_per_km: 'Added for each kilometre begun from the store to the door.', meters_per_minute: 'For the time of arrival, and when to set out for a slot.', buffer_minutes: 'Minutes that a promise leaves beside packing and riding.', offers: 'How many couriers one round asks.', offer_for: 'A courier who does not answer within this gave it up.', rest_for: 'How long a courier who declined a job is not asked for it again.',
      radius: 'How far around the store couriers are searched at first.', widening: 'How much farther each round looks.', farthest: 'No round looks farther than this.', slot_capacity: 'Orders to be booked for one half hour of a store that says nothing else.',
    },
  },
}
