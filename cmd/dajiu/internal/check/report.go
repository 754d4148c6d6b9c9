package check

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxShown is how many findings of a proof are kept. All are counted.
const maxShown = 20

// Finding is something that a proof found: what it is about, with its id, and what is wrong with it.
type Finding struct {
	About string `json:"about"`
	What  string `json:"what"`
}

// Proof is one statement about all stores and what came of looking.
type Proof struct {
	Name string `json:"name"`
	// Says is the statement.
	Says string `json:"says"`
	// Rows is how many rows the statement was looked at for.
	Rows int64 `json:"rows"`
	// Violations is how many rows contradict it, InFlight how many do not fulfil it yet and will.
	Violations int64 `json:"violations"`
	InFlight   int64 `json:"in_flight"`
	// Skipped is why nothing was looked at; empty where it was.
	Skipped string    `json:"skipped,omitempty"`
	First   []Finding `json:"first,omitempty"`
	Waiting []Finding `json:"waiting,omitempty"`
}

func (p *Proof) wrong(about, format string, args ...any) {
	p.Violations++
	p.First = keep(p.First, about, format, args)
}

func (p *Proof) late(about, format string, args ...any) {
	p.InFlight++
	p.Waiting = keep(p.Waiting, about, format, args)
}

func keep(list []Finding, about, format string, args []any) []Finding {
	if len(list) == maxShown {
		return list
	}
	return append(list, Finding{About: about, What: fmt.Sprintf(format, args...)})
}

// Report is what came of all proofs, in their order.
type Report struct {
	Proofs []*Proof `json:"proofs"`
	// AsOf is the last sign of life of the installation: what was due before and did not happen is wrong.
	AsOf   time.Time `json:"as_of"`
	Strict bool      `json:"strict"`
	// Sound: no proof failed. Undelivered: events wait, so that a failure may only be a delay.
	Sound       bool    `json:"sound"`
	Undelivered bool    `json:"undelivered"`
	Seconds     float64 `json:"seconds"`
}

// Proof returns the proof of a name; nil where there is none.
func (r *Report) Proof(name string) *Proof {
	for _, p := range r.Proofs {
		if p.Name == name {
			return p
		}
	}
	return nil
}

func (r *Report) failed(p *Proof) bool { return p.Violations > 0 || r.Strict && p.InFlight > 0 }

func (r *Report) conclude() {
	r.Sound = true
	for _, p := range r.Proofs {
		r.Sound = r.Sound && !r.failed(p)
	}
	for _, name := range []string{outboxSent, bankCalled} {
		p := r.Proof(name)
		r.Undelivered = r.Undelivered || p.Violations+p.InFlight > 0
	}
}

// Write prints the report for people.
func (r *Report) Write(w io.Writer) error {
	var b strings.Builder
	for _, p := range r.Proofs {
		r.writeProof(&b, p)
	}
	fmt.Fprintf(&b, "\n%d proofs in %.1f s; the stores are as of %s\n", len(r.Proofs), r.Seconds, r.AsOf.UTC().Format(time.RFC3339))
	switch {
	case r.Sound:
		b.WriteString("SOUND: nothing is lost.\n")
	case r.Undelivered:
		b.WriteString("NOT SOUND. Events are still on their way between services, which explains many of these: start the\n" +
			"server until dajiu_outbox_pending is 0, stop it with SIGTERM and check again.\n")
	default:
		b.WriteString("NOT SOUND, and nothing is on its way that would change it.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) writeProof(b *strings.Builder, p *Proof) {
	mark := "ok  "
	switch {
	case p.Skipped != "":
		fmt.Fprintf(b, "skip  %s %s: %s\n", pad(p.Name, 14), p.Says, p.Skipped)
		return
	case r.failed(p):
		mark = "FAIL"
	}
	fmt.Fprintf(b, "%s  %s %s  %9s rows", mark, pad(p.Name, 14), pad(p.Says, 78), grouped(p.Rows))
	if p.Violations > 0 {
		fmt.Fprintf(b, ", %s wrong", grouped(p.Violations))
	}
	if p.InFlight > 0 {
		fmt.Fprintf(b, ", %s in flight", grouped(p.InFlight))
	}
	b.WriteByte('\n')
	writeFindings(b, p.First, p.Violations)
	if r.Strict {
		writeFindings(b, p.Waiting, p.InFlight)
	}
}

func writeFindings(b *strings.Builder, list []Finding, all int64) {
	for _, f := range list {
		fmt.Fprintf(b, "        %s: %s\n", f.About, f.What)
	}
	if more := all - int64(len(list)); more > 0 {
		fmt.Fprintf(b, "        … and %s more\n", grouped(more))
	}
}

func pad(text string, width int) string {
	if n := utf8.RuneCountInString(text); n < width {
		return text + strings.Repeat(" ", width-n)
	}
	return text
}

// grouped writes a number with a comma between thousands.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
