-- +goose Up
-- What moved in a store by kind, newest first, and what moved for an order.
CREATE INDEX ix_stock_ledger_kind ON stock_ledger (store_id, kind, id);
CREATE INDEX ix_stock_ledger_order ON stock_ledger (order_id, id);
