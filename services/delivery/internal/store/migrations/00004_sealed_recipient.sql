-- +goose Up
-- Whom a delivery goes to and what they asked for, sealed. A job takes both out of the documents of older deliveries.
ALTER TABLE deliveries ADD COLUMN recipient VARCHAR(4096) NOT NULL DEFAULT '';
