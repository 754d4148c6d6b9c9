// Package sqldb owns the relational stores: opening them, reading through a bounded pool, and writing through
// group commit. A service sees one [DB]; whether that is a SQLite file or a schema on MySQL, MariaDB or TiDB
// is configuration.
//
// It guarantees that [DB.Write] returns after the commit is durable, that a failing transaction undoes itself
// alone although it shares its commit with others, that a transaction which the engine threw away as a whole is
// run again, bounded, and that what was handed to [Tx.AfterCommit] runs exactly when the commit happened.
//
// It refuses transactions that reach outside: the function given to Write may be run more than once and shares
// its connection with its neighbours, so it does SQL and nothing else, and it may not write again from inside.
// Start with [DB.Write] in write.go, then committer.go, where the transactions of one commit meet; driver.go
// and literal.go make the statements that bun formats cheap on SQLite.
package sqldb
