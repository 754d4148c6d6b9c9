package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// lettersCmd works the dead letters of a running server through its private port.
type lettersCmd struct {
	Private string `help:"The server's private address." default:"http://127.0.0.1:9090"`

	List   listLettersCmd  `cmd:"" help:"Print a service's dead letters, oldest first, one JSON object a line."`
	Replay replayLetterCmd `cmd:"" help:"Handle a dead letter again; it is gone once that succeeds."`
}

type listLettersCmd struct {
	Service string `arg:"" help:"Whose."`
	After   int64  `help:"Only events after this one."`
	Limit   int    `help:"At most so many, up to 1000." default:"100"`
}

type replayLetterCmd struct {
	Service string `arg:"" help:"Whose."`
	Event   int64  `arg:"" help:"The event's id."`
}

// Run prints the list.
func (l *listLettersCmd) Run(ctx context.Context, c *cli, io streams) error {
	path := fmt.Sprintf("/dead-letters?service=%s&after=%d&limit=%d", l.Service, l.After, l.Limit)
	body, err := askPrivate(ctx, http.MethodGet, c.Letters.Private+path)
	if err != nil {
		return err
	}
	var page struct {
		DeadLetters []json.RawMessage `json:"deadLetters"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	for _, d := range page.DeadLetters {
		fmt.Fprintln(io.out, string(d))
	}
	return nil
}

// Run replays one.
func (r *replayLetterCmd) Run(ctx context.Context, c *cli, io streams) error {
	if _, err := askPrivate(ctx, http.MethodPost, fmt.Sprintf("%s/dead-letters/%s/%d/replay", c.Letters.Private, r.Service, r.Event)); err != nil {
		return err
	}
	fmt.Fprintln(io.out, "handled")
	return nil
}

const (
	privateTime  = time.Minute
	maxPrivately = 16 << 20
)

func askPrivate(ctx context.Context, method, url string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, privateTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return nil, fmt.Errorf("private address: %w", err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxPrivately))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, fmt.Errorf("%s: %s", resp.Status, strings.TrimSpace(string(body)))
	}
	return body, nil
}
