// Package user is the user service (用户服务): accounts and their identities, sessions and tokens, staff and their
// roles, addresses, and the statement to be of age.
//
// It guarantees one account per identity, refresh tokens that work once and betray their theft, passwords hashed by
// argon2id a bounded number at a time, and signing keys that are rotated, published and sealed at rest.
//
// It decides nobody's permission: the roles it puts into a token are judged by each RPC's own rule. Start reading at
// internal/domain/user.go, then internal/app/login.go.
package user
