-- +goose Up
CREATE TABLE zones (
  store_id     BIGINT      NOT NULL PRIMARY KEY,
  range_meters INT         NOT NULL,
  base_fee     BIGINT      NOT NULL,
  base_meters  INT         NOT NULL,
  fee_per_km   BIGINT      NOT NULL,
  base_grams   INT         NOT NULL,
  fee_per_kg   BIGINT      NOT NULL,
  free_from    BIGINT      NOT NULL,
  minimum      BIGINT      NOT NULL,
  night_fee    BIGINT      NOT NULL,
  prepare_mins INT         NOT NULL,
  updated_at   DATETIME(3) NOT NULL
);

-- One row per order, whatever is heard of the order first. What the order froze is one document: it is written once,
-- read whole, and never searched. Open_code is the pickup code while it opens something.
CREATE TABLE deliveries (
  id              BIGINT       NOT NULL PRIMARY KEY,
  order_id        BIGINT       NOT NULL,
  user_id         BIGINT       NOT NULL,
  store_id        BIGINT       NOT NULL,
  state           INT          NOT NULL,
  ended           BOOLEAN      NOT NULL,
  pickup          BOOLEAN      NOT NULL,
  courier_id      BIGINT       NOT NULL,
  ready           BOOLEAN      NOT NULL,
  details         JSON         NOT NULL,
  pickup_code     VARCHAR(16)  NULL,
  open_code       VARCHAR(16)  NULL,
  distance_meters INT          NOT NULL,
  reward          BIGINT       NOT NULL,
  round           INT          NOT NULL,
  collected       BIGINT       NOT NULL,
  checked         INT          NOT NULL,
  refusal         INT          NOT NULL,
  note            VARCHAR(128) NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  version         BIGINT       NOT NULL,
  CONSTRAINT ck_deliveries_amounts CHECK (reward >= 0 AND collected >= 0)
);
CREATE UNIQUE INDEX ux_deliveries_order ON deliveries (order_id);
CREATE INDEX ix_deliveries_courier ON deliveries (courier_id, ended, id);
CREATE UNIQUE INDEX ux_deliveries_code ON deliveries (store_id, open_code);
CREATE INDEX ix_deliveries_pickup ON deliveries (store_id, pickup_code);

CREATE TABLE couriers (
  id          BIGINT      NOT NULL PRIMARY KEY,
  on_duty     BOOLEAN     NOT NULL,
  open_jobs   INT         NOT NULL,
  lat_e6      INT         NOT NULL,
  lng_e6      INT         NOT NULL,
  position_at DATETIME(3) NULL,
  updated_at  DATETIME(3) NOT NULL,
  CONSTRAINT ck_couriers_jobs CHECK (open_jobs >= 0)
);
CREATE INDEX ix_couriers_updated ON couriers (updated_at);

-- Offers of jobs that nobody took yet; they go when the job is taken or cancelled.
CREATE TABLE offers (
  delivery_id BIGINT      NOT NULL,
  courier_id  BIGINT      NOT NULL,
  declined    BOOLEAN     NOT NULL,
  `until`     DATETIME(3) NOT NULL,
  PRIMARY KEY (delivery_id, courier_id)
);
CREATE INDEX ix_offers_courier ON offers (courier_id, `until`);

-- Wrong pickup codes of a store since its window began.
CREATE TABLE pickup_misses (
  store_id  BIGINT      NOT NULL PRIMARY KEY,
  began_at  DATETIME(3) NOT NULL,
  misses    INT         NOT NULL
);
