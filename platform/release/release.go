// Package release sends some of the people to another version of a service (灰度发布): rules decide at the gateway, once for
// a request; the decision goes along with every call that the request causes, and package balance heeds it.
//
// It guarantees that a person stays with a version for as long as the rules and their share do not take it away, at whatever
// gateway and process: who belongs to a share follows from the person alone. A growing share keeps those whom it had.
//
// It does not know which versions run: a wish for one that does not is no error, the call goes to any. Start with [Rules].
package release

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
)

// Header is what a client may send to be sent to a version, where a rule has its word.
const Header = "X-Release"

// Meta is the metadata by which a decision crosses a call.
const Meta = "x-release"

// All is the service of a rule for all.
const All = "*"

// maxRules bounds the work of each request.
const maxRules = 64

// maxDecision bounds what is believed of another process, in bytes.
const maxDecision = 2048

var nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`) //nolint:gochecknoglobals // compiled once

// Rule sends some of the people to a version of a service. Whoever any of its conditions fits goes there.
type Rule struct {
	// Service is the service's name, or * for all.
	Service string `koanf:"service"`
	// Version is where they go.
	Version string `koanf:"version"`
	// Word is the value of the header X-Release that leads there; empty: none does.
	Word string `koanf:"word"`
	// Users are the ids of people who go there.
	Users []int64 `koanf:"users"`
	// Percent of the people go there: 0 to 100, in steps of a hundredth.
	Percent float64 `koanf:"percent"`
}

// Rules are asked in their order; the first that fits decides for its service.
type Rules []Rule

// Validate refuses rules that mean nothing, naming their place.
func (r Rules) Validate() error {
	var problems []error
	if len(r) > maxRules {
		problems = append(problems, fmt.Errorf("there are %d, more than %d", len(r), maxRules))
	}
	for n, rule := range r {
		bad := func(format string, args ...any) {
			problems = append(problems, fmt.Errorf("%d: "+format, append([]any{n}, args...)...))
		}
		if rule.Service != All && !nameForm.MatchString(rule.Service) {
			bad("service: %q is neither a name nor *", rule.Service)
		}
		if !nameForm.MatchString(rule.Version) {
			bad("version: %q is no name", rule.Version)
		}
		if rule.Word != "" && !nameForm.MatchString(rule.Word) {
			bad("word: %q is no name", rule.Word)
		}
		if rule.Percent < 0 || rule.Percent > 100 {
			bad("percent: %v is not between 0 and 100", rule.Percent)
		}
		if rule.Word == "" && len(rule.Users) == 0 && rule.Percent == 0 {
			bad("it is for nobody: give a word, users or percent")
		}
	}
	return errors.Join(problems...)
}

// Person is who a decision is about.
type Person struct {
	// User is the id of who signed in; 0: nobody did.
	User int64
	// Device stands for somebody who did not sign in: what stays the same from request to request, such as an address.
	Device string
	// Word is what the client sent as X-Release.
	Word string
}

// Decide returns where a person's calls go.
func (r Rules) Decide(p Person) Decision {
	var d Decision
	for n := range r {
		rule := &r[n]
		if _, decided := d.find(rule.Service); !decided && rule.fits(p) {
			d.wishes = append(d.wishes, wish{rule.Service, rule.Version})
		}
	}
	return d
}

func (r *Rule) fits(p Person) bool {
	return r.Word != "" && r.Word == p.Word || p.User != 0 && slices.Contains(r.Users, p.User) || r.Percent > 0 && place(r, p) < r.Percent*100
}

// place is a person's place among ten thousand for a rule's service: always the same. Two services have different places, so that
// it is not always the same people who try what is new.
func place(r *Rule, p Person) float64 {
	h := fnv.New64a()
	if p.User != 0 {
		_, _ = fmt.Fprintf(h, "%s/%d", r.Service, p.User)
	} else {
		_, _ = fmt.Fprintf(h, "%s/%s", r.Service, p.Device)
	}
	x := h.Sum64()
	x = (x ^ x>>31) * 0x9E3779B97F4A7C15 // the low bits of FNV alone are not even
	return float64((x >> 32) % 10_000)
}

// Decision is the version that calls go to, for the services that any rule decided about. The zero value decides nothing.
type Decision struct{ wishes []wish }

type wish struct{ service, version string }

// find returns what was decided about just this service.
func (d Decision) find(service string) (string, bool) {
	for _, w := range d.wishes {
		if w.service == service {
			return w.version, true
		}
	}
	return "", false
}

// String writes a decision as Parse reads it: order=v2,*=v3
func (d Decision) String() string {
	if len(d.wishes) == 0 {
		return ""
	}
	var b strings.Builder
	for n, w := range d.wishes {
		if n > 0 {
			b.WriteByte(',')
		}
		b.WriteString(w.service + "=" + w.version)
	}
	return b.String()
}

// Parse reads a decision that another process made. What cannot be read decides nothing.
func Parse(text string) Decision {
	var d Decision
	if text == "" || len(text) > maxDecision {
		return d
	}
	for part := range strings.SplitSeq(text, ",") {
		service, version, ok := strings.Cut(part, "=")
		if !ok || version == "" || service == "" {
			return Decision{}
		}
		d.wishes = append(d.wishes, wish{service, version})
	}
	return d
}

type key struct{}

// With returns a context whose calls go where a decision says.
func With(ctx context.Context, d Decision) context.Context {
	if len(d.wishes) == 0 {
		return ctx
	}
	return context.WithValue(ctx, key{}, d)
}

// From returns the decision that a context carries.
func From(ctx context.Context) Decision {
	d, _ := ctx.Value(key{}).(Decision)
	return d
}

// Of returns the version of a service that a call with this context is to go to; empty: any.
func Of(ctx context.Context, service string) string {
	d, ok := ctx.Value(key{}).(Decision)
	if !ok {
		return ""
	}
	if version, ok := d.find(service); ok {
		return version
	}
	version, _ := d.find(All)
	return version
}
