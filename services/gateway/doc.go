// Package gateway is the API gateway (API 网关): REST in, gRPC out, and the real-time stream.
//
// It guarantees that every failure has one JSON form with the request's id, that no caller sends more or faster
// than their kind is allowed, and that a public catalogue answer it remembers is never older than a few seconds
// or the last change it heard of.
//
// It holds no business rule and no data of its own. Start reading at internal/edge/edge.go.
package gateway
