-- +goose Up
-- The contact of an address, sealed: who, phone, street, door, coordinates. A job empties the columns in clear of older rows.
ALTER TABLE addresses ADD COLUMN sealed VARCHAR(2048) NOT NULL DEFAULT '';
