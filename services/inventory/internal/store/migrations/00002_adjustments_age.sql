-- +goose Up
-- Requests are forgotten by age.
CREATE INDEX ix_adjustments_created ON adjustments (created_at);
