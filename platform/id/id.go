// Package id makes the 64-bit identifiers of the platform: ordered by time, unique across processes, and
// carrying a gene, eight bits of the owner they belong to.
//
// It guarantees that two generators with different nodes never make the same id, and that one generator
// never makes an id twice or out of order, even when the clock steps back. The gene lets a sharded store
// find the owner's shard from the id alone.
//
// Layout, high bits first: 41 bits of milliseconds since 2026-01-01, 8 bits of node, 6 bits of sequence,
// 8 bits of gene. Start with [NewGenerator].
package id

import (
	"fmt"
	"sync"
	"time"

	"dajiu/platform/clock"
)

const (
	geneBits = 8
	seqBits  = 6
	nodeBits = 8

	maxSeq  = 1<<seqBits - 1
	maxNode = 1<<nodeBits - 1
	maxGene = 1<<geneBits - 1
)

var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant that Go cannot declare as one

// Generator makes ids. It is safe for concurrent use.
type Generator struct {
	clock clock.Clock
	node  int64

	mu   sync.Mutex
	last int64 // milliseconds since the epoch of the latest id
	seq  int64
}

// Node returns the number of a service's process: service and seat are 0 to 15 (see package node).
func Node(service, seat int) int { return service<<4 | seat }

// NewGenerator returns a generator for one service in one process. Node must be between 0 and 255 and differ between all
// of an installation: events are told apart by their ids alone.
func NewGenerator(c clock.Clock, node int) (*Generator, error) {
	if node < 0 || node > maxNode {
		return nil, fmt.Errorf("id: node %d is not between 0 and %d", node, maxNode)
	}
	return &Generator{clock: c, node: int64(node)}, nil
}

// Next returns a new id without an owner: it is one itself, and has a gene of its own.
func (g *Generator) Next() int64 { return g.NextFor(0) }

// NextFor returns a new id that carries the gene of its owner's id.
//
// When a millisecond's 64 ids are used up, or the clock stepped back, ids run ahead of the clock rather
// than wait for it: order and uniqueness matter here, the exact time does not.
func (g *Generator) NextFor(owner int64) int64 {
	now := g.clock.Now().Sub(epoch).Milliseconds()
	g.mu.Lock()
	switch {
	case now > g.last:
		g.last, g.seq = now, 0
	case g.seq < maxSeq:
		g.seq++
	default:
		g.last, g.seq = g.last+1, 0
	}
	ms, seq := g.last, g.seq
	g.mu.Unlock()
	return withGene((ms<<nodeBits|g.node)<<seqBits|seq, owner)
}

// withGene completes an id with its owner's gene, or with one of its own where it has no owner.
func withGene(unique, owner int64) int64 {
	made := unique << geneBits
	if owner == 0 {
		owner = made
	}
	return made | Gene(owner)
}

// Gene returns the shard bits of an id, between 1 and 255: an owner's id and everything made for that owner share them.
// They are the id's lowest eight bits, which is what a sharded store goes by, except of an id that was not made here and has
// none there.
func Gene(id int64) int64 {
	if gene := id & (1<<geneBits - 1); gene != 0 {
		return gene
	}
	// The gene of an owner comes from its own time, node and sequence, all of them, so that owners are spread evenly.
	h := uint64(id) >> geneBits
	h = (h ^ h>>17) * 0x9E3779B97F4A7C15
	return int64((h>>32)*maxGene>>32) + 1
}

// From returns the smallest id of a moment: what was made at it or later has one that is not smaller.
func From(t time.Time) int64 {
	return max(t.Sub(epoch).Milliseconds(), 0) << (geneBits + seqBits + nodeBits)
}

// Time returns the millisecond in which an id was made, exact unless its generator ran ahead of its clock.
func Time(id int64) time.Time {
	return epoch.Add(time.Duration(id>>(geneBits+seqBits+nodeBits)) * time.Millisecond)
}
