-- +goose Up
-- Money in fen. The orders of a trade are one document: they are read and written with their payment only.
CREATE TABLE payments (
  id              BIGINT       NOT NULL PRIMARY KEY,
  trade_id        BIGINT       NOT NULL,
  user_id         BIGINT       NOT NULL,
  amount          BIGINT       NOT NULL,
  paid            BIGINT       NOT NULL,
  refunded        BIGINT       NOT NULL,
  returned        BIGINT       NOT NULL,
  state           INT          NOT NULL,
  title           VARCHAR(128) NOT NULL,
  paid_attempt_id BIGINT       NOT NULL,
  orders          JSON         NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  paid_at         DATETIME(3)  NULL,
  updated_at      DATETIME(3)  NOT NULL,
  version         BIGINT       NOT NULL,
  CONSTRAINT ck_payments_money CHECK (amount >= 0 AND paid >= 0 AND refunded <= paid AND returned >= 0 AND returned <= refunded)
);
CREATE UNIQUE INDEX ux_payments_trade ON payments (trade_id);
CREATE INDEX ix_payments_state ON payments (state, id);

-- The rounds name the timer that leads to the attempt's end: a timer of another round is a repetition.
CREATE TABLE attempts (
  id             BIGINT       NOT NULL PRIMARY KEY,
  payment_id     BIGINT       NOT NULL,
  channel        VARCHAR(16)  NOT NULL,
  out_trade_no   VARCHAR(32)  NOT NULL,
  amount         BIGINT       NOT NULL,
  order_ids      JSON         NOT NULL,
  state          INT          NOT NULL,
  prepay_id      VARCHAR(128) NOT NULL,
  prepaid_at     DATETIME(3)  NULL,
  expires_at     DATETIME(3)  NOT NULL,
  transaction_id VARCHAR(64)  NULL,
  paid_at        DATETIME(3)  NULL,
  created_at     DATETIME(3)  NOT NULL,
  check_round    INT          NOT NULL,
  close_round    INT          NOT NULL,
  CONSTRAINT ck_attempts_amount CHECK (amount > 0)
);
CREATE UNIQUE INDEX ux_attempts_number ON attempts (out_trade_no);
CREATE UNIQUE INDEX ux_attempts_transaction ON attempts (transaction_id);
CREATE INDEX ix_attempts_payment ON attempts (payment_id);

CREATE TABLE refunds (
  id            BIGINT       NOT NULL PRIMARY KEY,
  payment_id    BIGINT       NOT NULL,
  attempt_id    BIGINT       NOT NULL,
  order_id      BIGINT       NOT NULL,
  amount        BIGINT       NOT NULL,
  cause         VARCHAR(48)  NOT NULL,
  reason        VARCHAR(80)  NOT NULL,
  state         INT          NOT NULL,
  note          VARCHAR(255) NOT NULL,
  out_refund_no VARCHAR(64)  NOT NULL,
  round         INT          NOT NULL,
  created_at    DATETIME(3)  NOT NULL,
  updated_at    DATETIME(3)  NOT NULL,
  CONSTRAINT ck_refunds_amount CHECK (amount > 0)
);
CREATE UNIQUE INDEX ux_refunds_number ON refunds (out_refund_no);
CREATE UNIQUE INDEX ux_refunds_cause ON refunds (payment_id, order_id, cause);

-- What is known of orders apart from payments: cancellations that came first, and cash. A row is also the barrier at
-- which the first payment of a trade and a cancellation meet.
CREATE TABLE order_notes (
  order_id    BIGINT      NOT NULL PRIMARY KEY,
  trade_id    BIGINT      NOT NULL,
  payment_id  BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  store_id    BIGINT      NOT NULL,
  payable     BIGINT      NOT NULL,
  fee         BIGINT      NOT NULL,
  collected   BIGINT      NOT NULL,
  courier_id  BIGINT      NOT NULL,
  cancelled   BOOLEAN     NOT NULL,
  completed   BOOLEAN     NOT NULL,
  booked      BOOLEAN     NOT NULL,
  settled     BOOLEAN     NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  version     BIGINT      NOT NULL
);

-- The ledger. A balance counts on the account's own side: balance = side * sum of its postings.
CREATE TABLE accounts (
  code            VARCHAR(64) NOT NULL PRIMARY KEY,
  kind            VARCHAR(32) NOT NULL,
  side            INT         NOT NULL,
  may_be_negative BOOLEAN     NOT NULL,
  balance         BIGINT      NOT NULL,
  CONSTRAINT ck_accounts_balance CHECK (balance >= 0 OR may_be_negative = TRUE)
);
INSERT INTO accounts (code, kind, side, may_be_negative, balance) VALUES
  ('escrow', 'escrow', -1, FALSE, 0), ('channel:wechat', 'channel', 1, FALSE, 0), ('income:delivery', 'income', -1, FALSE, 0);

CREATE TABLE journal (
  id           BIGINT      NOT NULL PRIMARY KEY,
  kind         VARCHAR(32) NOT NULL,
  reference_id BIGINT      NOT NULL,
  at           DATETIME(3) NOT NULL
);
CREATE UNIQUE INDEX ux_journal_reference ON journal (kind, reference_id);

CREATE TABLE postings (
  journal_id BIGINT      NOT NULL,
  seq        INT         NOT NULL,
  account    VARCHAR(64) NOT NULL,
  amount     BIGINT      NOT NULL,
  PRIMARY KEY (journal_id, seq)
);
