package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"dajiu/platform/seal"
)

// keysCmd works the keys of a running server, which seal what it keeps, through its private port.
type keysCmd struct {
	Private string `help:"The server's private address." default:"http://127.0.0.1:9090"`

	List   listKeysCmd   `cmd:"" help:"Print the keysets of every service, and how far what older keys sealed was brought to the newest."`
	Rotate rotateKeysCmd `cmd:"" help:"Seal with a new key from now on; what older ones sealed stays readable, and is moved."`
}

type listKeysCmd struct{}

type rotateKeysCmd struct {
	Service string `arg:"" help:"Whose."`
	Purpose string `help:"Only of this purpose, as list prints it."`
}

// Run prints the keysets.
func (l *listKeysCmd) Run(ctx context.Context, c *cli, io streams) error {
	body, err := askPrivate(ctx, http.MethodGet, c.Keys.Private+"/keys")
	if err != nil {
		return err
	}
	var services map[string][]seal.Keyset
	if err := json.Unmarshal(body, &services); err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	names := make([]string, 0, len(services))
	for name := range services {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, k := range services[name] {
			fmt.Fprintf(io.out, "%-10s %-16s %-4s %d keys, %s since %s\n", name, k.Purpose, k.Kind, len(k.Keys), k.Primary, k.Since.Format("2006-01-02 15:04"))
			for _, m := range k.Moves {
				fmt.Fprintf(io.out, "%27s %s: %d rows looked at, %d sealed anew, %d unreadable%s\n", "", m.Place, m.Seen, m.Moved, m.Unreadable, under(m.Done))
			}
		}
	}
	return nil
}

func under(done bool) string {
	if done {
		return ""
	}
	return ", under way"
}

// Run rotates.
func (r *rotateKeysCmd) Run(ctx context.Context, c *cli, io streams) error {
	address := fmt.Sprintf("%s/keys/%s/rotate?purpose=%s", c.Keys.Private, url.PathEscape(r.Service), url.QueryEscape(r.Purpose))
	body, err := askPrivate(ctx, http.MethodPost, address)
	if err != nil {
		return err
	}
	var done struct {
		Rotated []string `json:"rotated"`
	}
	if err := json.Unmarshal(body, &done); err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	for _, purpose := range done.Rotated {
		fmt.Fprintln(io.out, "new key:", purpose)
	}
	return nil
}
