// Package check proves over all stores of an installation that does not run that nothing was lost: every bottle is on
// a shelf, promised or sold, every fen is with us, with who earned it, or on its way back, and the services, the ledger
// and the bank tell the same story. It owns the proofs and how they are reported.
//
// It guarantees bounded memory: the stores are streamed by id and joined as they pass, so that only a page of each,
// and a number per SKU or ledger account, is held however many orders there are. It only reads.
//
// It repairs nothing, and it does not tell what is wrong from what is only late: what is still on its way between
// services after a crash makes proofs fail, which the first two report. Start with [Run].
package check
