package search

import (
	"context"
	"errors"
	"fmt"

	index "github.com/blevesearch/bleve_index_api"
)

// Care is how closely a document meets a query. More is better.
type Care int

// The ways of meeting a query.
const (
	// Partly: a third of the query's parts, at least.
	Partly Care = iota + 1
	// Loosely: characters in another order, words with a mistake in them.
	Loosely
	// Exactly: every word as it was typed.
	Exactly
)

// Hit is a document that meets a query.
type Hit struct {
	ID int64
	// Named tells that its name alone meets the query; only told of those that are met exactly.
	Named bool
	// Met is how many of the query's parts it meets; only told of those that are met partly.
	Met int
}

// Result is what a query found: the hits of the closest way in which there are any, in no order.
type Result struct {
	Care Care
	Hits []Hit
}

// maxExpand bounds how many terms a prefix or a mistake may stand for.
const maxExpand = 64

// Match looks for a query in the view. It first asks for every word as it was typed, then loosely, then for parts.
func (v *View) Match(ctx context.Context, q Query) (Result, error) {
	if q.Empty() {
		return Result{Care: Exactly}, nil
	}
	found, err := v.numbers(ctx, q.exact(""))
	if err != nil {
		return Result{}, err
	}
	if len(found) > 0 {
		return v.named(ctx, q, found)
	}
	if found, err = v.numbers(ctx, q.loose()); err != nil || len(found) > 0 {
		return Result{Care: Loosely, Hits: v.hits(found)}, err
	}
	hits, err := v.partly(ctx, q.parts())
	return Result{Care: Partly, Hits: hits}, err
}

// named marks the hits whose names meet the query.
func (v *View) named(ctx context.Context, q Query, found []uint32) (Result, error) {
	names, err := v.numbers(ctx, q.exact(spaceName))
	if err != nil {
		return Result{}, err
	}
	hits := v.hits(found)
	// Both ascend, and every name is among the found.
	at := 0
	for i, n := range found {
		if at < len(names) && names[at] == n {
			hits[i].Named = true
			at++
		}
	}
	return Result{Care: Exactly, Hits: hits}, nil
}

func (v *View) hits(found []uint32) []Hit {
	hits := make([]Hit, len(found))
	for i, n := range found {
		hits[i].ID = v.ids[n]
	}
	return hits
}

// partly returns the documents that meet a third of the parts.
func (v *View) partly(ctx context.Context, parts []expr) ([]Hit, error) {
	if len(parts) < 2 {
		return nil, nil
	}
	met := make([]uint8, len(v.ids))
	for _, part := range parts {
		found, err := v.numbers(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			met[n]++
		}
	}
	var enough []Hit
	for n, count := range met {
		if count > 0 && int(count)*3 >= len(parts) {
			enough = append(enough, Hit{ID: v.ids[n], Met: int(count)})
		}
	}
	return enough, nil
}

// numbers returns the numbers of the documents that an expression asks for, ascending.
func (v *View) numbers(ctx context.Context, e expr) ([]uint32, error) {
	set, err := v.eval(ctx, e)
	if err != nil || set == nil {
		return nil, err
	}
	var found []uint32
	var doc index.TermFieldDoc
	for {
		next, err := set.Next(&doc)
		if err != nil {
			return nil, fmt.Errorf("search: read postings: %w", err)
		}
		if next == nil {
			return found, set.Close()
		}
		found = append(found, uint32(next.ID.Value()))
	}
}

// eval returns the documents of an expression; nil: none.
func (v *View) eval(ctx context.Context, e expr) (index.TermFieldReader, error) {
	switch e := e.(type) {
	case term:
		return v.term(ctx, string(e))
	case prefix:
		return v.anyTerm(ctx, func() (index.FieldDict, error) { return v.reader.FieldDictPrefix(field, []byte(e)) })
	case fuzzy:
		return v.anyTerm(ctx, func() (index.FieldDict, error) { return v.fuzzy.FieldDictFuzzy(field, e.term, e.edits, "") })
	case and:
		return v.combine(ctx, "conjunction:unadorned", e, true)
	case or:
		return v.combine(ctx, "disjunction:unadorned", e, false)
	}
	return nil, errors.New("search: unknown expression")
}

func (v *View) term(ctx context.Context, t string) (index.TermFieldReader, error) {
	set, err := v.reader.TermFieldReader(ctx, []byte(t), field, false, false, false)
	if err != nil {
		return nil, fmt.Errorf("search: read term: %w", err)
	}
	if set.Count() == 0 {
		return nil, set.Close()
	}
	return set, nil
}

// anyTerm returns the documents of the first terms of a dictionary.
func (v *View) anyTerm(ctx context.Context, open func() (index.FieldDict, error)) (set index.TermFieldReader, err error) {
	dict, err := open()
	if err != nil {
		return nil, fmt.Errorf("search: read dictionary: %w", err)
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	var any or
	for len(any) < maxExpand {
		entry, err := dict.Next()
		if err != nil {
			return nil, fmt.Errorf("search: read dictionary: %w", err)
		}
		if entry == nil {
			break
		}
		any = append(any, term(entry.Term))
	}
	return v.eval(ctx, any)
}

// combine evaluates the parts and lets the index combine them as bitmaps. Where all are needed, one that finds nothing
// ends it.
func (v *View) combine(ctx context.Context, kind string, parts []expr, all bool) (index.TermFieldReader, error) {
	var sets []index.TermFieldReader
	for _, part := range parts {
		set, err := v.eval(ctx, part)
		if err != nil {
			return nil, err
		}
		if set == nil {
			if all {
				return nil, nil
			}
			continue
		}
		sets = append(sets, set)
	}
	if len(sets) < 2 {
		if len(sets) == 0 {
			return nil, nil
		}
		return sets[0], nil
	}
	var optimizing index.OptimizableContext
	for _, set := range sets {
		one, ok := set.(index.Optimizable)
		if !ok {
			return nil, errors.New("search: the index cannot combine its postings")
		}
		var err error
		if optimizing, err = one.Optimize(kind, optimizing); err != nil {
			return nil, fmt.Errorf("search: combine: %w", err)
		}
	}
	combined, err := optimizing.Finish()
	if err != nil {
		return nil, fmt.Errorf("search: combine: %w", err)
	}
	set, ok := combined.(index.TermFieldReader)
	if !ok {
		return nil, errors.New("search: the index cannot combine its postings")
	}
	return set, nil
}
