package outbox

import "time"

// The windows fit each other. A bus may lose what it accepted within its sync interval (1 s) when the machine
// dies: rows stay longer than that after they were sent, and the last replayWindow of them is sent again after a
// stop out of order. A bus keeps messages for at most three days (natsbus), and a group may be put back to the
// oldest of them: the record of what was handled stays longer. What is left over is a publisher that dies between
// the bus's acceptance and its own mark and comes back after InboxRetention; its event is handled twice.
const (
	// InboxRetention is how long a handled event is remembered. No bus may keep messages longer.
	InboxRetention = 96 * time.Hour

	sentRetention = time.Minute
	replayWindow  = 10 * time.Second

	publishBatch   = 512
	publishBytes   = 4 << 20
	publishTimeout = 5 * time.Second // with leaseRenew before it, it ends within leaseFor
	sweepEvery     = 5 * time.Second
	sweepBatch     = 1000

	inboxSweepEvery = time.Minute

	leaseFor   = 10 * time.Second // a relay whose process died is replaced after this time
	leaseRenew = 3 * time.Second
	// On MySQL other processes of the service append to the same table, and their commits wake nobody here.
	pollShared = 50 * time.Millisecond
	timersFor  = time.Second     // how long the nearest timer is taken as known; others' may be that late
	pollAlone  = 5 * time.Second // on SQLite, in case a wake-up were ever missed

	backoffFirst = 20 * time.Millisecond
	backoffMax   = 10 * time.Second
	backoffPoor  = time.Second // the longest pause between attempts at an event that will not be handled
	maxAttempts  = 5           // runs of a handler that fails for good; then the event is a dead letter

	// Nobody waits for an event as for an answer, and what it costs to store ten batches of two is five times what one of twenty
	// costs: while events come in company, batches begin this long after one another. One that comes alone is handled at once and
	// the next one too, and a batch that is large is followed by the next without a rest, since a backlog is.
	batchEvery = 50 * time.Millisecond
	restAbove  = 2
	restBelow  = 128

	laneWorkers = 128 // keys handled at the same time
	laneChunk   = 16  // events of one key that share a transaction while all goes well
	batchChunk  = 64  // events of several keys that do

	maxPayload = 1 << 20 // bytes of one event
	maxText    = 64      // bytes of a request id
)
