-- +goose Up

-- Who does a job of which one process at a time should. Each taker has a higher token than all before.
CREATE TABLE leases (
  name     VARCHAR(64) NOT NULL PRIMARY KEY,
  holder   BIGINT      NOT NULL,
  token    BIGINT      NOT NULL,
  until_ms BIGINT      NOT NULL
);
