-- +goose Up

-- What is known of each order, so that an event can be told from one that says nothing new. Moments are Unix milliseconds, 0: not yet.
CREATE TABLE known_orders (
  order_id    BIGINT NOT NULL PRIMARY KEY,
  user_id     BIGINT NOT NULL,
  store_id    BIGINT NOT NULL,
  pay_method  BIGINT NOT NULL,
  fulfilment  BIGINT NOT NULL,
  payable     BIGINT NOT NULL,
  pieces      BIGINT NOT NULL,
  confirmed   BIGINT NOT NULL,
  accepted    BIGINT NOT NULL,
  packed      BIGINT NOT NULL,
  delivered   BIGINT NOT NULL,
  cancelled   BIGINT NOT NULL,
  handed_over BIGINT NOT NULL,
  refusal     BIGINT NOT NULL,
  refunded    BIGINT NOT NULL,
  collected   BIGINT NOT NULL,
  courier_id  BIGINT NOT NULL,
  state       BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  CHECK (refunded >= 0 AND collected >= 0)
);

-- Somebody's first confirmed order.
CREATE TABLE buyers (
  user_id    BIGINT NOT NULL PRIMARY KEY,
  order_id   BIGINT NOT NULL,
  at_ms      BIGINT NOT NULL,
  store_id   BIGINT NOT NULL,
  pay_method BIGINT NOT NULL,
  fulfilment BIGINT NOT NULL
);

-- at is Unix minutes. Kept for two days.
CREATE TABLE figures_minute (
  at BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  pay_method BIGINT NOT NULL,
  fulfilment BIGINT NOT NULL,
  placed BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  gmv BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  packed BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  delivered_amount BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  refunds BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  new_customers BIGINT NOT NULL,
  accept_seconds BIGINT NOT NULL,
  pack_seconds BIGINT NOT NULL,
  bring_seconds BIGINT NOT NULL,
  total_seconds BIGINT NOT NULL,
  within_15 BIGINT NOT NULL,
  within_30 BIGINT NOT NULL,
  within_45 BIGINT NOT NULL,
  within_60 BIGINT NOT NULL,
  collected BIGINT NOT NULL,
  PRIMARY KEY (at, store_id, pay_method, fulfilment)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_figures_minute_store ON figures_minute (store_id, at);

-- at is Unix hours. Kept for sixty days.
CREATE TABLE figures_hour (
  at BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  pay_method BIGINT NOT NULL,
  fulfilment BIGINT NOT NULL,
  placed BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  gmv BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  packed BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  delivered_amount BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  refunds BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  new_customers BIGINT NOT NULL,
  accept_seconds BIGINT NOT NULL,
  pack_seconds BIGINT NOT NULL,
  bring_seconds BIGINT NOT NULL,
  total_seconds BIGINT NOT NULL,
  within_15 BIGINT NOT NULL,
  within_30 BIGINT NOT NULL,
  within_45 BIGINT NOT NULL,
  within_60 BIGINT NOT NULL,
  collected BIGINT NOT NULL,
  PRIMARY KEY (at, store_id, pay_method, fulfilment)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_figures_hour_store ON figures_hour (store_id, at);

-- at is China's days since 1970. Kept.
CREATE TABLE figures_day (
  at BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  pay_method BIGINT NOT NULL,
  fulfilment BIGINT NOT NULL,
  placed BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  gmv BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  packed BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  delivered_amount BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  refunds BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  new_customers BIGINT NOT NULL,
  accept_seconds BIGINT NOT NULL,
  pack_seconds BIGINT NOT NULL,
  bring_seconds BIGINT NOT NULL,
  total_seconds BIGINT NOT NULL,
  within_15 BIGINT NOT NULL,
  within_30 BIGINT NOT NULL,
  within_45 BIGINT NOT NULL,
  within_60 BIGINT NOT NULL,
  collected BIGINT NOT NULL,
  PRIMARY KEY (at, store_id, pay_method, fulfilment)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_figures_day_store ON figures_day (store_id, at);

-- What was sold of each SKU, and what arrived, by China's day.
CREATE TABLE goods_day (
  at        BIGINT NOT NULL,
  store_id  BIGINT NOT NULL,
  sku_id    BIGINT NOT NULL,
  orders    BIGINT NOT NULL,
  pieces    BIGINT NOT NULL,
  amount    BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  PRIMARY KEY (at, store_id, sku_id)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_goods_day_store ON goods_day (store_id, at);

-- What couriers brought, by China's day.
CREATE TABLE couriers_day (
  at         BIGINT NOT NULL,
  store_id   BIGINT NOT NULL,
  courier_id BIGINT NOT NULL,
  deliveries BIGINT NOT NULL,
  refusals   BIGINT NOT NULL,
  PRIMARY KEY (at, store_id, courier_id)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_couriers_day_store ON couriers_day (store_id, at);

-- How many orders stand where now; only states in which somebody has to do something.
CREATE TABLE standing (
  store_id BIGINT NOT NULL,
  state    BIGINT NOT NULL,
  orders   BIGINT NOT NULL,
  PRIMARY KEY (store_id, state)
) /*sqlite: WITHOUT ROWID*/;

-- What stores and goods are called and where they belong, as events tell. seen is the id of the event, so that an older one
-- changes nothing.
CREATE TABLE stores (
  store_id    BIGINT       NOT NULL PRIMARY KEY,
  merchant_id BIGINT       NOT NULL,
  name        VARCHAR(128) NOT NULL,
  region      BIGINT       NOT NULL,
  lat_e6      BIGINT       NOT NULL,
  lng_e6      BIGINT       NOT NULL,
  open_now    BIGINT       NOT NULL,
  seen        BIGINT       NOT NULL
);
CREATE TABLE skus (
  sku_id      BIGINT       NOT NULL PRIMARY KEY,
  product_id  BIGINT       NOT NULL,
  category_id BIGINT       NOT NULL,
  brand_id    BIGINT       NOT NULL,
  name        VARCHAR(255) NOT NULL,
  spec        VARCHAR(255) NOT NULL,
  seen        BIGINT       NOT NULL
);
CREATE INDEX ix_skus_product ON skus (product_id);
