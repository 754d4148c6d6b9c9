-- +goose Up

-- What operators set while the program runs. No value: as configured; the row then keeps the version.
CREATE TABLE parameters (
  name       VARCHAR(64)  NOT NULL PRIMARY KEY,
  value      VARCHAR(128),
  version    BIGINT       NOT NULL,
  changed_by BIGINT       NOT NULL,
  changed_at DATETIME(3)  NOT NULL
);
