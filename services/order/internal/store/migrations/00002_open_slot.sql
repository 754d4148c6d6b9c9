-- +goose Up
-- An order that holds stock without being paid has one of its customer's few slots; NULL once it is paid, accepted or
-- over. Orders that were open before this migration have none and do not count; they end within the hour.
ALTER TABLE orders ADD COLUMN open_slot INT NULL;
-- online: the column is new and NULL in every row, so no two can be alike; the index is built beside the running table.
CREATE UNIQUE INDEX ux_orders_open_slot ON orders (user_id, open_slot);
