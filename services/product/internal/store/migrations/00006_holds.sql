-- +goose Up
-- Why an operator keeps a store from taking orders; empty: none does. suspended follows the store's merchant.
ALTER TABLE stores ADD COLUMN hold_reason VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE stores ADD COLUMN suspended BOOLEAN NOT NULL DEFAULT 0;
CREATE INDEX ix_stores_merchant ON stores (merchant_id, id);
