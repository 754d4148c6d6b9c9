-- +goose Up
ALTER TABLE zones ADD COLUMN slot_capacity INT NOT NULL DEFAULT 0;

-- How many places of a store's half hours are taken: a counter, so that taking one is one guarded statement.
CREATE TABLE slots (
  store_id  BIGINT      NOT NULL,
  starts_at DATETIME(3) NOT NULL,
  booked    INT         NOT NULL,
  PRIMARY KEY (store_id, starts_at),
  CONSTRAINT ck_slots_booked CHECK (booked >= 0)
);
CREATE INDEX ix_slots_starts ON slots (starts_at);

-- Whose the places are.
CREATE TABLE slot_bookings (
  order_id   BIGINT      NOT NULL PRIMARY KEY,
  store_id   BIGINT      NOT NULL,
  starts_at  DATETIME(3) NOT NULL,
  state      INT         NOT NULL,
  updated_at DATETIME(3) NOT NULL
);
CREATE INDEX ix_slot_bookings_starts ON slot_bookings (starts_at);
CREATE INDEX ix_slot_bookings_store ON slot_bookings (store_id, starts_at, state);
