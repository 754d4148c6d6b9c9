-- +goose Up

-- Who is told when a rule is broken.
CREATE TABLE alert_watchers (
  rule_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  PRIMARY KEY (rule_id, user_id)
);
CREATE INDEX ix_alert_watchers_user ON alert_watchers (user_id, rule_id);
