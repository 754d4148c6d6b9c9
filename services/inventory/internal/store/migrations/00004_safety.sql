-- +goose Up
-- At how many available pieces a SKU is low (0: never), and whether it is: a flag of its own, so that the index of what is low
-- moves at crossings alone, and not with each order.
ALTER TABLE stock ADD COLUMN safety BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock ADD COLUMN is_low BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX ix_stock_low ON stock (store_id, is_low, sku_id);
