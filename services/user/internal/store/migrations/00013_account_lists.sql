-- +goose Up
-- Operators page through the accounts that are off, or that are not; ids are in the order of time.
CREATE INDEX ix_users_disabled ON users (disabled, id);
