// Package weixin is our end of the mini-program's server interface: login codes, phone numbers, subscribe
// messages, mini-program codes, text checks and shipping reports. It owns the app's secret and its access
// token while the program runs.
//
// It guarantees one token for all callers: fetched once however many ask, renewed five minutes before its
// end, and replaced once when the service calls it invalid. Errors tell the caller what to do next (see
// errors.go) and never carry the secret, a token, a session key or a code.
//
// It refuses to retry anything else, and to keep what it learns: session keys and phone numbers are the
// caller's to store or forget. Simulator and real service differ by base URL and secret alone. Start with
// [New] and [Client.Code2Session]; the simulator is in sim.
package weixin
