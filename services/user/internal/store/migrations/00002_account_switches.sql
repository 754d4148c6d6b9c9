-- +goose Up
-- Who turned an account off or on, when and why. users.disabled is what counts; staff.disabled follows it.
CREATE TABLE account_switches (
  id          BIGINT       NOT NULL PRIMARY KEY,
  user_id     BIGINT       NOT NULL,
  disabled    BOOLEAN      NOT NULL,
  reason      VARCHAR(255) NOT NULL,
  operator_id BIGINT       NOT NULL,
  at          DATETIME(3)  NOT NULL
);
CREATE INDEX ix_account_switches_user ON account_switches (user_id, id);
-- online: from before the first release; only staff that are turned off, a few rows found by their keys.
UPDATE users SET disabled = 1 WHERE id IN (SELECT user_id FROM staff WHERE disabled = 1);
