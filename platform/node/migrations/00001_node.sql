-- +goose Up

-- The processes of a service that there is room for. until_ms is when the seat is free, in Unix milliseconds.
CREATE TABLE node_seat (
  seat     BIGINT      NOT NULL PRIMARY KEY,
  holder   VARCHAR(64) NOT NULL,
  until_ms BIGINT      NOT NULL
);
INSERT INTO node_seat (seat, holder, until_ms) VALUES
  (0, '', 0), (1, '', 0), (2, '', 0), (3, '', 0), (4, '', 0), (5, '', 0), (6, '', 0), (7, '', 0),
  (8, '', 0), (9, '', 0), (10, '', 0), (11, '', 0), (12, '', 0), (13, '', 0), (14, '', 0), (15, '', 0);
