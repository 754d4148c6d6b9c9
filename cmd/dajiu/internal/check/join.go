package check

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
)

// side is a stream of a join, reduced to its keys.
type side[K cmp.Ordered] interface {
	// peek returns the key of the next fact; ok is false at the end.
	peek() (key K, ok bool)
	err() error
	close()
}

// cursor walks a stream that is sorted by a key, one fact at a time.
type cursor[K cmp.Ordered, T any] struct {
	name  string
	key   func(*T) K
	next  func() (T, error, bool)
	stop  func()
	head  T
	more  bool
	began bool
	fault error
}

// follow opens a stream for a join. The join closes it.
func follow[K cmp.Ordered, T any](name string, all iter.Seq2[T, error], key func(*T) K) *cursor[K, T] {
	next, stop := iter.Pull2(all)
	c := &cursor[K, T]{name: name, key: key, next: next, stop: stop}
	c.advance()
	return c
}

func (c *cursor[K, T]) advance() {
	last := c.head
	var fault error
	if c.head, fault, c.more = c.next(); fault != nil {
		c.fault, c.more = fault, false
		return
	}
	// A stream out of order would make the join call things missing that are there.
	if c.more && c.began && c.key(&c.head) <= c.key(&last) {
		c.fault, c.more = fmt.Errorf("check: %s come out of order: %v after %v", c.name, c.key(&c.head), c.key(&last)), false
	}
	c.began = true
}

func (c *cursor[K, T]) peek() (key K, ok bool) {
	if !c.more {
		return key, false
	}
	return c.key(&c.head), true
}

func (c *cursor[K, T]) err() error { return c.fault }

func (c *cursor[K, T]) close() { c.stop() }

// take returns the fact with a key and moves on; nil where the stream has none.
func (c *cursor[K, T]) take(key K) *T {
	if at, ok := c.peek(); !ok || at != key {
		return nil
	}
	fact := c.head
	c.advance()
	return &fact
}

// join calls visit with every key that one of the streams has, ascending; visit takes that key's facts from them.
func join[K cmp.Ordered](visit func(key K), sides ...side[K]) error {
	defer func() {
		for _, s := range sides {
			s.close()
		}
	}()
	for {
		var least K
		found := false
		for _, s := range sides {
			if key, ok := s.peek(); ok && (!found || key < least) {
				least, found = key, true
			}
		}
		if !found {
			break
		}
		visit(least)
	}
	var faults []error
	for _, s := range sides {
		faults = append(faults, s.err())
	}
	return errors.Join(faults...)
}

// pages strings pages of rows together; each begins after the key of the last one's end.
func pages[K, T any](start K, size int, next func(after K) ([]T, error), key func(*T) K) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for after := start; ; {
			rows, err := next(after)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for i := range rows {
				if !yield(rows[i], nil) {
					return
				}
			}
			if len(rows) < size {
				return
			}
			after = key(&rows[len(rows)-1])
		}
	}
}
