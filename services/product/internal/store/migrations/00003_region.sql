-- +goose Up
-- The district a store lies in, by its code of six digits; 0: not said.
ALTER TABLE stores ADD COLUMN region INT NOT NULL DEFAULT 0;
