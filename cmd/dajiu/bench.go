package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"dajiu/cmd/dajiu/internal/bench"
)

type benchCmd struct {
	URL              string        `help:"The server's public address." default:"http://127.0.0.1:8080"`
	Sim              string        `help:"The address of its simulators." default:"http://127.0.0.1:8081"`
	Private          string        `help:"Its private address, with the metrics." default:"http://127.0.0.1:9090"`
	Shoppers         int           `help:"How many shop at the same time." default:"64"`
	People           int           `help:"How many customers they are in turn: limits are per customer." default:"2500"`
	Known            string        `help:"What the WeChat identities of the customers begin with, before their number, where they bought before: past- after seed --past-orders." placeholder:"PREFIX"`
	Duration         time.Duration `help:"The most time for each scenario." default:"10s"`
	Count            int64         `help:"The most operations for each scenario." default:"200000"`
	Scenario         []string      `help:"What to measure: pod, wechat, detail, list, search: all of these by default; and storm, pod quietly and while staff logins pour in." placeholder:"NAME"`
	Storm            int           `help:"How many staff logins a second are offered in a storm." default:"200"`
	Hot              bool          `help:"Everybody buys the same SKU."`
	OperatorPassword string        `help:"The password of admin, who raises the stock first; empty: nobody does." default:"dajiu-demo-2026" env:"DAJIU_OPERATOR_PASSWORD"`
	Near             string        `help:"Where to look for stores: latitude,longitude." default:"30.657000,104.066000"`
	Folder           string        `help:"Where to measure the machine's fsync rate; the server's disk is the right one." type:"path"`
	JSON             string        `help:"Also write the results to this file." type:"path" name:"json" placeholder:"FILE"`
}

// probe is how long each of the machine's own rates is measured.
const probe = time.Second

// Run measures a running server, which should have been started with raised limits for logging in from one address:
// --set gateway.limits.anonymous.login.per_second=5000 --set gateway.limits.anonymous.login.burst=5000. It fails
// where more than one operation in a hundred did.
func (b *benchCmd) Run(ctx context.Context, _ *cli, io streams) error {
	near, err := parsePoint(b.Near)
	if err != nil {
		return fmt.Errorf("near: %w", err)
	}
	report, err := bench.Run(ctx, bench.Config{
		URL: b.URL, Sim: b.Sim, Private: b.Private, Shoppers: b.Shoppers, People: b.People, Known: b.Known, Duration: b.Duration, Count: b.Count,
		Scenarios: b.Scenario, Hot: b.Hot, Storm: b.Storm, OperatorPassword: b.OperatorPassword, Near: near, Folder: b.Folder, Probe: probe,
		Progress: io.err,
	})
	if report == nil || len(report.Results) == 0 {
		return err
	}
	if err = errors.Join(err, report.Text(io.out)); b.JSON != "" {
		err = errors.Join(err, writeReport(b.JSON, report))
	}
	if err == nil && len(report.Failed()) > 0 {
		return errChecked // the report says which
	}
	return err
}

func writeReport(path string, report *bench.Report) error {
	f, err := os.Create(path) //nolint:gosec // the file that the caller named
	if err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return errors.Join(report.JSON(f), f.Close())
}

// parsePoint reads degrees as maps write them.
func parsePoint(text string) (bench.Point, error) {
	lat, lng, found := strings.Cut(text, ",")
	if !found {
		return bench.Point{}, fmt.Errorf("%q is not latitude,longitude", text)
	}
	degrees := func(s string, most float64) (int32, error) {
		v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil || !(v >= -most && v <= most) {
			return 0, fmt.Errorf("%q is not between -%g and %g degrees", s, most, most)
		}
		return int32(math.Round(v * 1e6)), nil
	}
	latE6, err := degrees(lat, 90)
	if err != nil {
		return bench.Point{}, err
	}
	lngE6, err := degrees(lng, 180)
	return bench.Point{LatE6: latE6, LngE6: lngE6}, err
}
