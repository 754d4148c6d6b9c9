package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"dajiu/cmd/dajiu/internal/check"
	"dajiu/cmd/dajiu/internal/host"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
	"dajiu/platform/obs"
	"dajiu/platform/seal"
)

type checkCmd struct {
	Data   string `help:"The folder of everything that is kept in files."`
	JSON   bool   `help:"Print the report as JSON." name:"json"`
	Strict bool   `help:"Take what is still in flight, such as refunds at the bank, for wrong."`
}

// Run proves over all stores of an installation that does not run that nothing is lost, and prints the report. Where a
// proof fails it returns errChecked.
func (s *checkCmd) Run(ctx context.Context, c *cli, io streams) (err error) {
	flags := map[string]any{}
	if s.Data != "" {
		flags["data"] = s.Data
	}
	cfg, err := c.load(flags)
	if err != nil {
		return err
	}
	if err := cfg.Validate(); err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	log, err := obs.NewLogger(io.err, cfg.Obs)
	if err != nil {
		return err
	}
	unlock, err := host.Lock(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	stores, closeAll, err := storesToCheck(ctx, cfg, log)
	defer func() { err = errors.Join(err, closeAll()) }()
	if err != nil {
		return err
	}
	report, err := check.Run(ctx, stores, check.Options{Clock: clock.Real(), Strict: s.Strict})
	if err != nil {
		return err
	}
	if s.JSON {
		out := json.NewEncoder(io.out)
		out.SetIndent("", "  ")
		err = out.Encode(report)
	} else {
		err = report.Write(io.out)
	}
	if err == nil && !report.Sound {
		err = errChecked
	}
	return err
}

// storesToCheck opens the stores of all services and what the simulated bank knows. What it opened is to be closed also
// after an error.
func storesToCheck(ctx context.Context, cfg host.Config, log *slog.Logger) (stores check.Stores, closeAll func() error, err error) {
	dbs, closeAll, err := openStores(ctx, cfg, log)
	if err != nil {
		return stores, closeAll, err
	}
	stores = check.Stores{User: dbs["user"], Order: dbs["order"], Inventory: dbs["inventory"], Payment: dbs["payment"], Delivery: dbs["delivery"], Message: dbs["message"], Analytics: dbs["analytics"], Merchant: dbs["merchant"], Product: dbs["product"]}
	for _, name := range host.StoreNames() {
		stores.All = append(stores.All, dbs[name])
	}
	keys := map[string]*seal.Keyring{}
	for name, db := range dbs {
		if keys[name], err = host.Keyring(cfg, db); err != nil {
			return stores, closeAll, err
		}
	}
	if stores.Sealed, err = check.SealedIn(ctx, keys); err != nil {
		return stores, closeAll, err
	}
	bank, err := sim.OpenBill(ctx, host.SimFolder(cfg))
	if errors.Is(err, fs.ErrNotExist) {
		return stores, closeAll, nil // the real bank is used here: its proofs are skipped, and say so
	}
	if err != nil {
		return stores, closeAll, err
	}
	stores.Bank = bank
	closeStores := closeAll
	return stores, func() error { return errors.Join(bank.Close(), closeStores()) }, nil
}
