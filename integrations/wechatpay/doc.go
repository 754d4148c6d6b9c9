// Package wechatpay is our end of WeChat Pay's v3 interface: mini-program orders, their closing, refunds,
// callbacks and bills. It owns the merchant's keys while the program runs.
//
// It guarantees that nothing is believed that the service did not sign: answers, refusals and callbacks are
// verified against the platform's public key or certificates, within 300 seconds of the injected clock. A
// request costs one RSA signature, [Client.PayParams] one more. Errors tell the caller what to do next (see
// errors.go) and never carry a key, a signature or a token.
//
// It refuses to decide: it does not retry, does not treat "not found" as "closed", and does not compare
// amounts; that is the payment service's business. Simulator and real service differ by base URL and keys
// alone. Start with [New] and [Client.Prepay]; formats are in wire, the simulator in sim.
package wechatpay
