-- +goose Up
-- When the person last proved that it is they, and where the session was last refreshed from.
ALTER TABLE sessions ADD COLUMN proved_at DATETIME(3) NULL;
ALTER TABLE sessions ADD COLUMN address VARCHAR(64) NOT NULL DEFAULT '';

-- Second factors (两步验证). The secret is sealed; one that is not confirmed does not count. last_step is the period of the
-- code that was used last: none is used twice.
CREATE TABLE second_factors (
  user_id      BIGINT       NOT NULL PRIMARY KEY,
  sealed       VARCHAR(255) NOT NULL,
  confirmed_at DATETIME(3)  NULL,
  last_step    BIGINT       NOT NULL,
  created_at   DATETIME(3)  NOT NULL
);

-- Digests of recovery codes; using one removes it.
CREATE TABLE recovery_codes (
  user_id BIGINT      NOT NULL,
  digest  VARCHAR(64) NOT NULL,
  PRIMARY KEY (user_id, digest)
);
