package testkit

import (
	"maps"
	"regexp"
	"runtime"
	"strings"
	"sync"
)

// Statements lets the statements be seen that the product runs on stores which [Open] opens from now on: each without its
// values, and which function ran it. Those of tests themselves do not count. It is called before the first store is opened.
func Statements() (seen func() map[Statement]string) {
	watched.on = true
	return watched.seen
}

// Statement is what a store was told, without the values.
type Statement struct{ Engine, Text string }

var watched = statementLog{texts: map[Statement]string{}}

type statementLog struct {
	on    bool // before the first store is opened
	mu    sync.Mutex
	texts map[Statement]string // who ran it
}

var (
	stringValue = regexp.MustCompile(`(?i)\bx'[0-9a-f]*'|'(?:[^']|'')*'`)
	numberValue = regexp.MustCompile(`\b\d+(?:\.\d+)?\b`)
	severalVals = regexp.MustCompile(`\?(?:\s*,\s*\?)+`)
	severalRows = regexp.MustCompile(`\(\?\)(?:\s*,\s*\(\?\))+`)
)

// shape is a statement without its values, however many there were.
func shape(text string) string {
	text = numberValue.ReplaceAllString(stringValue.ReplaceAllString(text, "?"), "?")
	return severalRows.ReplaceAllString(severalVals.ReplaceAllString(text, "?"), "(?)")
}

func (l *statementLog) add(engine, text string) {
	by := author()
	if by == "" {
		return
	}
	text = shape(text)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.texts[Statement{engine, text}] = by
}

func (l *statementLog) seen() map[Statement]string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.texts)
}

// author returns which function of the product runs the statement; empty: a test, or the store's own machinery.
func author() string {
	callers := make([]uintptr, 96)
	frames := runtime.CallersFrames(callers[:runtime.Callers(4, callers)])
	for {
		frame, more := frames.Next()
		switch {
		case strings.HasPrefix(frame.Function, "dajiu/platform/testkit."),
			strings.HasSuffix(frame.File, "_test.go"):
			return ""
		case strings.HasPrefix(frame.Function, "dajiu/") && !strings.HasPrefix(frame.Function, "dajiu/platform/sqldb.") &&
			!strings.HasPrefix(frame.Function, "dajiu/platform/testkit."):
			return strings.TrimPrefix(frame.Function, "dajiu/")
		case !more:
			return ""
		}
	}
}
