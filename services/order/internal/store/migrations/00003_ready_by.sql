-- +goose Up
-- When an order must be packed, while it is still in its store; NULL otherwise, so that the index has only the work that
-- is left. Orders that were open before this migration were for as soon as possible.
ALTER TABLE orders ADD COLUMN ready_by DATETIME(3) NULL;
-- online: from before the first release; the orders that are open in stores are few beside those that are over.
UPDATE orders SET ready_by = created_at WHERE state IN (1, 2, 3, 4, 5);
CREATE INDEX ix_orders_ready ON orders (store_id, ready_by, id);
