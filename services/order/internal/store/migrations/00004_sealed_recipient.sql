-- +goose Up
-- Whom an order goes to and what they asked for, sealed. A job takes both out of the documents of older orders.
ALTER TABLE orders ADD COLUMN recipient VARCHAR(4096) NOT NULL DEFAULT '';
