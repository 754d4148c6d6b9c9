package parameter

import (
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"dajiu/platform/errs"
)

// Unit says what the text of a value means.
type Unit int

// The units. Texts of all but [Choice] are whole decimal numbers.
const (
	Seconds Unit = iota + 1
	Count
	Fen
	Metres
	MetresPerMinute
	Minutes
	Choice
)

// Value is what the business uses: the parameter as it is at this moment. The zero Value is of no use; get one of [Set].
type Value[T any] struct {
	now  atomic.Pointer[T]
	from func(text string) T
}

// Get returns the parameter as it is now. It costs a load, and may be called per request.
func (v *Value[T]) Get() T { return *v.now.Load() }

func (v *Value[T]) take(text string) {
	t := v.from(text)
	v.now.Store(&t)
}

// Fixed returns a value that nobody changes, for whoever has no store.
func Fixed[T any](t T) *Value[T] {
	v := &Value[T]{}
	v.now.Store(&t)
	return v
}

// parameter is one that a service declared, and how it stands.
type parameter struct {
	name       string
	unit       Unit
	configured string
	min, max   int64
	choices    []string
	take       func(text string)

	// What follows is guarded by the set's mutex.
	value   *string
	version int64
	by      int64
	at      time.Time
}

// judge returns the text as it is kept, or INVALID_ARGUMENT with what may be set.
func (p *parameter) judge(text string) (string, error) {
	if p.unit == Choice {
		if !slices.Contains(p.choices, text) {
			return "", refuse("%q 不在可选值 %v 之中", text, p.choices)
		}
		return text, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return "", refuse("%q 不是整数", text)
	}
	if n < p.min || n > p.max {
		return "", refuse("%d 超出范围 %d–%d", n, p.min, p.max)
	}
	return strconv.FormatInt(n, 10), nil
}

func refuse(format string, args ...any) error {
	return errs.Invalid("value", fmt.Sprintf(format, args...))
}

// number reads a text that was judged, or that the program itself wrote.
func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}
