// Package openid is single sign-on over HTTP: the platform as an OpenID provider for its own programs and its partners', with
// the pages where people sign in and let a program know who they are.
//
// It guarantees that a sign-in is finished by the browser that began it and no other, that people are sent only to addresses
// that an operator registered letter for letter, that PKCE with S256 is always there, and that a code works once. Tokens are
// RS256 under keys of their own: none of them opens the platform's API, which knows other keys, another issuer and another
// audience.
//
// The protocol is zitadel/oidc's; what is kept is package app's. Start with [New].
package openid
