// Package past writes a year of business into the stores of an installation that does not run: trades, payments with
// their ledger, stock, deliveries, and what the simulated bank knows of them.
//
// It guarantees that the same options make the same past, that every order lived by the domain's own rules, and that all
// stores agree, so that the consistency check finds them sound. It writes in large batches through each service's own
// store: a million orders take minutes.
//
// It refuses an installation that has orders already, and one whose bank is not simulated. An interrupted run leaves
// a past that is not whole: start over with an empty folder. Start with [Write]; lives.go says what becomes of orders.
package past
