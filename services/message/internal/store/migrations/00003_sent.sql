-- +goose Up
-- Operators look over what was sent, by kind or by what became of it.
CREATE INDEX ix_messages_kind ON messages (kind, id);
CREATE INDEX ix_messages_wechat ON messages (wechat_state, id);
