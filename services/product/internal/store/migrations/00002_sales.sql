-- +goose Up
-- What customers received, by product and day (days since 1970 in UTC+8), for the ranking of bestsellers. Older days
-- than the ranking looks at are swept.
CREATE TABLE sales (
  day        INT    NOT NULL,
  product_id BIGINT NOT NULL,
  pieces     BIGINT NOT NULL,
  PRIMARY KEY (day, product_id)
);
