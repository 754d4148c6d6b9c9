// Package message is the message service (消息服务): a person's inbox, WeChat subscribe messages, and how they want
// to be told.
//
// It guarantees one message for each thing that happened however often it is told of it, that WeChat is sent to
// only with a grant that is used up by it, and that its silence hours are kept.
//
// It decides nothing about orders and keeps no conversation. Start reading at internal/domain/kind.go, then
// internal/app/notify.go.
package message
