-- +goose Up
-- A person's deliveries are found when the person asks for a copy of their data, or for their erasure.
CREATE INDEX ix_deliveries_user ON deliveries (user_id, id);
