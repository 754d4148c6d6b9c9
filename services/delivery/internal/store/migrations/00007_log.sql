-- +goose Up
-- What happened to deliveries, for those who look a case up: offers go when a job is taken, states overwrite one another.
CREATE TABLE delivery_log (
  id          BIGINT       NOT NULL PRIMARY KEY,
  delivery_id BIGINT       NOT NULL,
  kind        VARCHAR(16)  NOT NULL,
  courier_id  BIGINT       NOT NULL,
  actor_id    BIGINT       NOT NULL,
  note        VARCHAR(128) NOT NULL,
  at          DATETIME(3)  NOT NULL
);
CREATE INDEX ix_delivery_log_delivery ON delivery_log (delivery_id, id);

-- Couriers by whether they are on duty.
CREATE INDEX ix_couriers_duty ON couriers (on_duty, id);
