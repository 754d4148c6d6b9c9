package id

import "time"

// Moments makes ids of moments that are over, for whoever writes a past: such as a [Generator] would have made then,
// some seconds later at most. Moments of different numbers never make the same id, and one never makes an id twice or out
// of order. It is not safe for concurrent use.
type Moments struct {
	class int64 // of the milliseconds, modulo classes
	rest  int64 // node and sequence
	owner int64
	last  int64
}

const (
	classes = 1 << 10
	// MaxMoments is how many numbers there are for Moments.
	MaxMoments = classes << (nodeBits + seqBits)
)

// NewMoments returns the Moments of a number below MaxMoments, whose ids carry an owner's gene; those of owner 0 are
// owners themselves and have genes of their own.
func NewMoments(number, owner int64) *Moments {
	return &Moments{class: number % classes, rest: number / classes, owner: owner, last: -1}
}

// At returns a new id of a moment. Moments before the epoch, the beginning of 2026, are named after it.
func (m *Moments) At(t time.Time) int64 {
	ms := max(t.Sub(epoch).Milliseconds(), m.last+1)
	ms += ((m.class-ms)%classes + classes) % classes
	m.last = ms
	return withGene(ms<<(nodeBits+seqBits)|m.rest, m.owner)
}

// Epoch is the earliest moment that an id can name.
func Epoch() time.Time { return epoch }
