-- +goose Up
CREATE TABLE trades (
  id           BIGINT       NOT NULL PRIMARY KEY,
  user_id      BIGINT       NOT NULL,
  request_key  VARCHAR(64)  NOT NULL,
  request_hash BIGINT       NOT NULL,
  pay_method   INT          NOT NULL,
  payable      BIGINT       NOT NULL,
  order_ids    JSON         NOT NULL,
  created_at   DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_trades_request ON trades (user_id, request_key);

-- What an order froze when it was placed (lines, price steps, address) is one document: it is written once,
-- read whole, and never searched.
CREATE TABLE orders (
  id           BIGINT       NOT NULL PRIMARY KEY,
  trade_id     BIGINT       NOT NULL,
  user_id      BIGINT       NOT NULL,
  store_id     BIGINT       NOT NULL,
  merchant_id  BIGINT       NOT NULL,
  store_name   VARCHAR(64)  NOT NULL,
  state        INT          NOT NULL,
  pay_state    INT          NOT NULL,
  pay_method   INT          NOT NULL,
  fulfilment   INT          NOT NULL,
  goods        BIGINT       NOT NULL,
  delivery_fee BIGINT       NOT NULL,
  payable      BIGINT       NOT NULL,
  refunded     BIGINT       NOT NULL,
  frozen       JSON         NOT NULL,
  reason       INT          NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  pay_before   DATETIME(3)  NULL,
  updated_at   DATETIME(3)  NOT NULL,
  version      BIGINT       NOT NULL,
  CONSTRAINT ck_orders_amounts CHECK (goods >= 0 AND delivery_fee >= 0 AND payable >= 0 AND refunded >= 0 AND refunded <= payable)
);
CREATE INDEX ix_orders_user ON orders (user_id, id);
CREATE INDEX ix_orders_user_state ON orders (user_id, state, id);
-- A store pages through all its orders, or through those in some states.
CREATE INDEX ix_orders_store ON orders (store_id, id);
CREATE INDEX ix_orders_store_state ON orders (store_id, state, id);

CREATE TABLE order_events (
  id       BIGINT       NOT NULL PRIMARY KEY,
  order_id BIGINT       NOT NULL,
  user_id  BIGINT       NOT NULL,
  seq      BIGINT       NOT NULL,
  state    INT          NOT NULL,
  actor    VARCHAR(16)  NOT NULL,
  note     VARCHAR(255) NOT NULL,
  at       DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_order_events_seq ON order_events (order_id, seq);
CREATE INDEX ix_order_events_user ON order_events (user_id, id);

CREATE TABLE cart_lines (
  user_id     BIGINT      NOT NULL,
  store_id    BIGINT      NOT NULL,
  sku_id      BIGINT      NOT NULL,
  quantity    BIGINT      NOT NULL,
  price_added BIGINT      NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, store_id, sku_id),
  CONSTRAINT ck_cart_quantity CHECK (quantity > 0)
);
