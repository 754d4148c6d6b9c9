-- +goose Up

-- Reports that people compose. next_run_ms is 0 without a schedule.
CREATE TABLE reports (
  id          BIGINT       NOT NULL PRIMARY KEY,
  owner_id    BIGINT       NOT NULL,
  request_key VARCHAR(64)  NOT NULL,
  name        VARCHAR(128) NOT NULL,
  definition  JSON         NOT NULL,
  shared      BIGINT       NOT NULL,
  frequency   BIGINT       NOT NULL,
  run_hour    BIGINT       NOT NULL,
  run_day     BIGINT       NOT NULL,
  next_run_ms BIGINT       NOT NULL,
  version     BIGINT       NOT NULL,
  updated_at  DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_reports_request ON reports (owner_id, request_key);
CREATE INDEX ix_reports_owner ON reports (owner_id, id);
CREATE INDEX ix_reports_shared ON reports (shared, id);

CREATE TABLE alert_rules (
  id             BIGINT       NOT NULL PRIMARY KEY,
  request_key    VARCHAR(64)  NOT NULL,
  name           VARCHAR(128) NOT NULL,
  measure        BIGINT       NOT NULL,
  window_minutes BIGINT       NOT NULL,
  comparison     BIGINT       NOT NULL,
  threshold      BIGINT       NOT NULL,
  least_orders   BIGINT       NOT NULL,
  per_store      BIGINT       NOT NULL,
  enabled        BIGINT       NOT NULL,
  start_hour     BIGINT       NOT NULL,
  end_hour       BIGINT       NOT NULL,
  version        BIGINT       NOT NULL
);
CREATE UNIQUE INDEX ux_alert_rules_request ON alert_rules (request_key);

-- What every installation watches until somebody changes it.
INSERT INTO alert_rules (id, request_key, name, measure, window_minutes, comparison, threshold, least_orders, per_store, enabled, start_hour, end_hour, version) VALUES
  (1, 'seed-1', '门店积压未接单', 0, 10, 1, 5, 0, 1, 1, 0, 0, 1),
  (2, 'seed-2', '成交后取消率过高', 11, 60, 1, 2000, 10, 0, 1, 0, 0, 1),
  (3, 'seed-3', '接单太慢', 16, 30, 1, 300, 5, 0, 1, 0, 0, 1),
  (4, 'seed-4', '送达太慢', 19, 60, 1, 3600, 5, 0, 1, 0, 0, 1);

-- shut is 0 while an alert is open and its own id afterwards: a rule has one open for each store.
CREATE TABLE alerts (
  id              BIGINT       NOT NULL PRIMARY KEY,
  rule_id         BIGINT       NOT NULL,
  store_id        BIGINT       NOT NULL,
  shut            BIGINT       NOT NULL,
  rule_name       VARCHAR(128) NOT NULL,
  measure         BIGINT       NOT NULL,
  comparison      BIGINT       NOT NULL,
  threshold       BIGINT       NOT NULL,
  value           BIGINT       NOT NULL,
  opened_at       DATETIME(3)  NOT NULL,
  closed_at       DATETIME(3)  NULL,
  acknowledged_at DATETIME(3)  NULL,
  acknowledged_by BIGINT       NOT NULL
);
CREATE UNIQUE INDEX ux_alerts_open ON alerts (rule_id, store_id, shut);
CREATE INDEX ix_alerts_shut ON alerts (shut, id);
CREATE INDEX ix_alerts_store ON alerts (store_id, id);
CREATE INDEX ix_alerts_opened ON alerts (opened_at);
