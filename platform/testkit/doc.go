// Package testkit starts what tests need beyond their own process: MariaDB, RabbitMQ, NATS and Redis from Debian's
// packages, Redis also as Sentinels' group and as a Cluster, a Kafka from Maven Central on Debian's Java, and a fresh store on
// each engine.
//
// It guarantees that a test which asks for an engine gets a fresh, empty one or is skipped with the reason; that
// test packages which run in parallel share one server; and that no server outlives its tests by more than a
// minute or two. Nothing of it touches an installed server of the machine: data, sockets and node names are its own, in
// the folder dajiu-testkit below the system's folder for temporary files.
//
// It refuses to be part of the product: only tests import it, and tests/services, which keeps the servers for people. DAJIU_TEST_ENGINES=sqlite leaves the servers out; with all, a test fails where its server cannot be had.
// Start with [Engines]; daemon.go says how a server is started, shared and stopped.
package testkit
