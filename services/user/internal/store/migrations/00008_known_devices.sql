-- +goose Up
-- The devices that an account was signed in with, by a keyed digest of what each says of itself.
CREATE TABLE known_devices (
  user_id BIGINT      NOT NULL,
  device  VARCHAR(64) NOT NULL,
  seen_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, device)
);
CREATE INDEX ix_known_devices_seen ON known_devices (seen_at);
