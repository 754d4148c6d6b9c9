-- +goose Up
-- Money that operators move by hand: one proposes, another approves. The constraint holds whatever the program does.
CREATE TABLE money_orders (
  id          BIGINT       NOT NULL PRIMARY KEY,
  kind        INT          NOT NULL,
  party_id    BIGINT       NOT NULL,
  amount      BIGINT       NOT NULL,
  memo        VARCHAR(100) NOT NULL,
  state       INT          NOT NULL,
  maker_id    BIGINT       NOT NULL,
  checker_id  BIGINT       NOT NULL,
  note        VARCHAR(255) NOT NULL,
  request_key VARCHAR(64)  NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  decided_at  DATETIME(3)  NULL,
  CONSTRAINT ck_money_orders_amount CHECK (amount > 0),
  CONSTRAINT ck_money_orders_people CHECK (state NOT IN (2, 3) OR (checker_id <> 0 AND checker_id <> maker_id))
);
CREATE UNIQUE INDEX ux_money_orders_request ON money_orders (maker_id, request_key);
CREATE INDEX ix_money_orders_state ON money_orders (state, id);

INSERT INTO accounts (code, kind, side, may_be_negative, balance) VALUES ('bank', 'bank', 1, FALSE, 0);
