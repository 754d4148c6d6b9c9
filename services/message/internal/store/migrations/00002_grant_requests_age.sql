-- +goose Up
-- Requests are forgotten by age.
CREATE INDEX ix_grant_requests_at ON grant_requests (at);
