-- +goose Up
-- Products that come from a workbook, applied one after the other: done is how many of its rows were.
CREATE TABLE product_imports (
  id          BIGINT       NOT NULL PRIMARY KEY,
  file_hash   VARCHAR(64)  NOT NULL,
  mode        INT          NOT NULL,
  file_name   VARCHAR(100) NOT NULL,
  author_id   BIGINT       NOT NULL,
  total       INT          NOT NULL,
  done        INT          NOT NULL,
  failed      INT          NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  finished_at DATETIME(3)  NULL
);
CREATE UNIQUE INDEX ux_product_imports_file ON product_imports (file_hash, mode);

-- Positions count from 1 without a gap. failure is empty where the product was applied.
CREATE TABLE product_import_rows (
  import_id BIGINT       NOT NULL,
  position  INT          NOT NULL,
  content   JSON         NOT NULL,
  failure   VARCHAR(200) NOT NULL,
  PRIMARY KEY (import_id, position)
);
