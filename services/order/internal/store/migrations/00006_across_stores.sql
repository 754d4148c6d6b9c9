-- +goose Up
-- Operators page through the orders of all stores in a state; those of some stores are served by the stores' own indexes.
CREATE INDEX ix_orders_state ON orders (state, id);

-- Which person acted; 0 where it was time, another service, or before this was kept.
ALTER TABLE order_events ADD COLUMN actor_id BIGINT NOT NULL DEFAULT 0;

-- 内部备注: what operators should know of an order.
CREATE TABLE order_notes (
  id          BIGINT       NOT NULL PRIMARY KEY,
  order_id    BIGINT       NOT NULL,
  author_id   BIGINT       NOT NULL,
  request_key VARCHAR(64)  NOT NULL,
  note        VARCHAR(500) NOT NULL,
  at          DATETIME(3)  NOT NULL
);
CREATE INDEX ix_order_notes_order ON order_notes (order_id, id);
CREATE UNIQUE INDEX ux_order_notes_request ON order_notes (author_id, request_key);
