-- +goose Up
-- A process writes its beats here and looks for them on the replicas: what it finds tells how far one has come. A row a process.
CREATE TABLE sql_beats (
  holder VARCHAR(32) NOT NULL PRIMARY KEY,
  beat   BIGINT      NOT NULL,
  at     DATETIME(3) NOT NULL
);
CREATE INDEX ix_sql_beats_at ON sql_beats (at);
