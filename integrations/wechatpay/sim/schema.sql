CREATE TABLE IF NOT EXISTS orders (
    seq          INTEGER PRIMARY KEY,
    out_trade_no TEXT    NOT NULL UNIQUE,
    prepay_id    TEXT    NOT NULL,
    openid       TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    attach       TEXT    NOT NULL,
    notify_url   TEXT    NOT NULL,
    total        INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    prepaid      INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    closed       INTEGER NOT NULL,
    refunded     INTEGER NOT NULL,
    refunds      INTEGER NOT NULL,
    last_refund  INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS refunds (
    seq           INTEGER PRIMARY KEY,
    out_refund_no TEXT    NOT NULL UNIQUE,
    order_seq     INTEGER NOT NULL,
    amount        INTEGER NOT NULL,
    reason        TEXT    NOT NULL,
    notify_url    TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    created       INTEGER NOT NULL,
    settled       INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS refunds_by_order ON refunds (order_seq);

CREATE TABLE IF NOT EXISTS tasks (
    id     INTEGER PRIMARY KEY,
    kind   INTEGER NOT NULL,
    ref    INTEGER NOT NULL,
    notice TEXT    NOT NULL,
    due    INTEGER NOT NULL,
    tries  INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS tasks_by_due ON tasks (due);
