package domain

import "time"

// Column is a sum that is kept. What people are shown is made of these.
type Column int

// The columns of orders' figures. Their order is the tables'; add at the end.
const (
	Placed Column = iota
	Confirmed
	GMV
	Pieces
	Accepted
	Packed
	Delivered
	DeliveredAmount
	Cancelled
	Dropped // cancelled after it was confirmed
	Refunds
	Refunded
	NewCustomers
	AcceptSeconds
	PackSeconds
	BringSeconds
	TotalSeconds
	Within15
	Within30
	Within45
	Within60
	Collected
	columns
)

// ColumnNames are the columns as the tables name them.
func ColumnNames() []string {
	return []string{
		"placed", "confirmed", "gmv", "pieces", "accepted", "packed", "delivered", "delivered_amount", "cancelled", "dropped", "refunds",
		"refunded", "new_customers", "accept_seconds", "pack_seconds", "bring_seconds", "total_seconds", "within_15", "within_30",
		"within_45", "within_60", "collected",
	}
}

// Figures are the sums of some orders.
type Figures [columns]int64

// Add adds others.
func (f *Figures) Add(g *Figures) {
	for i := range f {
		f[i] += g[i]
	}
}

// Zero reports whether there is nothing in them.
func (f *Figures) Zero() bool { return *f == Figures{} }

// Slot is what orders' figures are told apart by, beside time.
type Slot struct {
	StoreID         int64
	Pay, Fulfilment int
}

// Entry is something to add at a moment, in milliseconds since 1970.
type Entry struct {
	At     int64
	Column Column
	Value  int64
}

// WithinCounts are deliveries by how long they took since they were confirmed: within 15, 30, 45 and 60 minutes, and longer.
func (f *Figures) WithinCounts() [5]int64 {
	n := [5]int64{f[Within15], f[Within30], f[Within45], f[Within60]}
	n[4] = max(f[Delivered]-n[0]-n[1]-n[2]-n[3], 0)
	return n
}

// quarter is how wide a count of times is.
const quarter = 15 * time.Minute

// Median is about the middle of the times from confirmed to delivered: within its quarter of an hour they are taken for evenly
// spread. It is at most an hour, which stands for longer.
func (f *Figures) Median() time.Duration {
	counts := f.WithinCounts()
	all := int64(0)
	for _, n := range counts {
		all += n
	}
	before := int64(0)
	for i, n := range counts[:4] {
		if n > 0 && 2*(before+n) >= all {
			return time.Duration(i)*quarter + time.Duration(float64(quarter)*(float64(all)/2-float64(before))/float64(n))
		}
		before += n
	}
	if all == 0 {
		return 0
	}
	return 4 * quarter
}
