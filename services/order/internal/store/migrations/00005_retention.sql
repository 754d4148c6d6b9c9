-- +goose Up
-- How far a sweep that walks a table by its key has come.
CREATE TABLE retention_marks (
  name VARCHAR(32) NOT NULL PRIMARY KEY,
  mark BIGINT      NOT NULL
);
INSERT INTO retention_marks (name, mark) VALUES ('recipients', 0);
