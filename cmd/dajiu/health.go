package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthCmd asks a process of this machine whether it is ready: what a container's health check runs where the image has neither
// a shell nor curl.
type healthCmd struct {
	Timeout time.Duration `help:"How long an answer may take." default:"5s"`
}

// Run asks /readyz at the private address of the configuration, and fails with what is wrong where the process is not ready.
func (h *healthCmd) Run(ctx context.Context, c *cli, io streams) error {
	cfg, err := c.load(nil)
	if err != nil {
		return err
	}
	address, err := local(cfg.HTTP.Private)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, h.Timeout)
	defer cancel()
	if _, err := askPrivate(ctx, http.MethodGet, "http://"+address+"/readyz"); err != nil {
		return err
	}
	fmt.Fprintln(io.out, "ready")
	return nil
}

// local returns where this machine itself reaches an address that a process listens at: one that names no host, or all of them,
// at the loopback.
func local(address string) (string, error) {
	if address == "" {
		return "", errors.New("http.private: this process has no private address to be asked at")
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", fmt.Errorf("http.private: %w", err)
	}
	switch ip := net.ParseIP(host); { // by number: an empty image may have no list of names
	case host == "" || ip.Equal(net.IPv4zero):
		host = "127.0.0.1"
	case ip.Equal(net.IPv6zero):
		host = "::1"
	}
	return net.JoinHostPort(host, port), nil
}
