// Package sim is the mini-program's server interface for people without a mini-program: it hands out login
// and phone codes to demo persons, exchanges them once, issues access tokens that end, and takes subscribe
// messages, text checks, shipping reports and requests for mini-program codes.
//
// It guarantees the rules of the service: a code serves once and for five minutes, a token for two hours
// with a short overlap after its renewal, a permission for one message, and values fit their template. All
// that it keeps is bounded and lost at the end of the process; a demo person's openid is not kept but
// computed, so that the same person comes back after a restart.
//
// It refuses to know its client. Not part of WeChat's protocol are the endpoints under /sim/ (control.go).
// Start with [New] and [Sim.Handler].
package sim
