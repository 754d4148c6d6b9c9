-- +goose Up
-- The keys of stock and of its ledger are what everything asks for; in SQLite the rows live in the key's own tree.
CREATE TABLE stock (
  store_id BIGINT NOT NULL,
  sku_id   BIGINT NOT NULL,
  on_hand  BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  PRIMARY KEY (store_id, sku_id),
  CONSTRAINT ck_stock_levels CHECK (reserved >= 0 AND reserved <= on_hand)
) /*sqlite:WITHOUT ROWID*/;

-- A reservation is the barrier of an order: one row whatever is repeated or comes in another order.
CREATE TABLE reservations (
  order_id    BIGINT      NOT NULL PRIMARY KEY,
  store_id    BIGINT      NOT NULL,
  state       INT         NOT NULL,
  order_lines JSON        NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  version     BIGINT      NOT NULL
);

CREATE TABLE stock_ledger (
  store_id       BIGINT       NOT NULL,
  sku_id         BIGINT       NOT NULL,
  id             BIGINT       NOT NULL,
  kind           INT          NOT NULL,
  on_hand_delta  BIGINT       NOT NULL,
  reserved_delta BIGINT       NOT NULL,
  order_id       BIGINT       NOT NULL,
  reference      VARCHAR(64)  NOT NULL,
  note           VARCHAR(128) NOT NULL,
  actor          BIGINT       NOT NULL,
  at             DATETIME(3)  NOT NULL,
  PRIMARY KEY (store_id, sku_id, id)
) /*sqlite:WITHOUT ROWID*/;

-- What an adjustment answered, so that a repeated request gets the same answer.
CREATE TABLE adjustments (
  store_id     BIGINT      NOT NULL,
  request_key  VARCHAR(64) NOT NULL,
  request_hash BIGINT      NOT NULL,
  result       JSON        NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (store_id, request_key)
);
