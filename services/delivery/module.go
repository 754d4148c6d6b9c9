package delivery

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/money"
	"dajiu/platform/parameter"
	deliveryapp "dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
	"dajiu/services/delivery/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is what the business sets; much of it operators may change while the program runs. Amounts in fen, distances in metres.
type Config struct {
	// RewardBase and RewardPerKm are what a courier earns for a job, each kilometre begun.
	RewardBase  int64 `koanf:"reward_base"`
	RewardPerKm int64 `koanf:"reward_per_km"`
	// MetersPerMinute is how fast couriers ride; BufferMinutes is what a promise leaves beside packing and riding.
	MetersPerMinute int32 `koanf:"meters_per_minute"`
	BufferMinutes   int32 `koanf:"buffer_minutes"`
	// OpenJobs is how many jobs a courier may have at a time.
	OpenJobs int32 `koanf:"open_jobs"`
	// Offers is how many couriers are asked at a time, OfferFor how long they may think, and RetryAfter when to look
	// again where nobody could be asked.
	Offers     int           `koanf:"offers"`
	OfferFor   time.Duration `koanf:"offer_for"`
	RetryAfter time.Duration `koanf:"retry_after"`
	// RestFor is how long a courier who declined a job is not asked for it again.
	RestFor time.Duration `koanf:"rest_for"`
	// Radius is how far couriers are searched at first; each round adds Widening, up to Farthest.
	Radius   int32 `koanf:"radius"`
	Widening int32 `koanf:"widening"`
	Farthest int32 `koanf:"farthest"`
	// FreshFor is how long a courier's position is believed, and SaveEvery how often one is written down at most. A
	// position that is not written down for FreshFor is unknown to other processes: SaveEvery must be well below it.
	FreshFor  time.Duration `koanf:"fresh_for"`
	SaveEvery time.Duration `koanf:"save_every"`
	// SlotCapacity is how many orders may be booked for one half hour of a store that says nothing else, SlotHold how long
	// a place is held for an order that is not heard of, and DispatchAhead how long before its goods must be packed a
	// courier is searched for an order with a slot.
	SlotCapacity  int           `koanf:"slot_capacity"`
	SlotHold      time.Duration `koanf:"slot_hold"`
	DispatchAhead time.Duration `koanf:"dispatch_ahead"`
	// CachedZones is how many stores' zones are remembered, and ZoneFreshFor how long one that another process changed
	// is still told.
	CachedZones  int           `koanf:"cached_zones"`
	ZoneFreshFor time.Duration `koanf:"zone_fresh_for"`
}

// DefaultConfig returns what a city with couriers on scooters would choose.
func DefaultConfig() Config {
	return Config{
		RewardBase: 400, RewardPerKm: 100, MetersPerMinute: 250, BufferMinutes: 10,
		OpenJobs: 5, Offers: 3, OfferFor: 30 * time.Second, RetryAfter: 5 * time.Second, RestFor: 3 * time.Minute,
		Radius: 2000, Widening: 1000, Farthest: 10_000,
		FreshFor: 2 * time.Minute, SaveEvery: 40 * time.Second,
		SlotCapacity: 12, SlotHold: 10 * time.Minute, DispatchAhead: 10 * time.Minute,
		CachedZones: 20_000, ZoneFreshFor: 15 * time.Second,
	}
}

// tariff is what is configured, for deliveries of before the program ran.
func (c Config) tariff() domain.Tariff {
	return domain.Tariff{
		RewardBase: money.Fen(c.RewardBase), RewardPerKm: money.Fen(c.RewardPerKm), MetersPerMinute: c.MetersPerMinute, BufferMinutes: c.BufferMinutes,
	}
}

// live declares what operators may set while the program runs, and returns the policy as it is at each moment. Bounds are such
// that every pair of values makes sense: the first radius is never beyond the last.
func (c Config) live(set *parameter.Set) func() deliveryapp.Policy {
	rewardBase := set.Number("reward_base", parameter.Fen, c.RewardBase, 0, 10_000)
	rewardPerKm := set.Number("reward_per_km", parameter.Fen, c.RewardPerKm, 0, 5000)
	speed := set.Number("meters_per_minute", parameter.MetresPerMinute, int64(c.MetersPerMinute), 50, 1000)
	buffer := set.Duration("buffer_minutes", parameter.Minutes, time.Duration(c.BufferMinutes)*time.Minute, 0, time.Hour)
	offers := set.Number("offers", parameter.Count, int64(c.Offers), 1, 20)
	offerFor := set.Duration("offer_for", parameter.Seconds, c.OfferFor, 10*time.Second, 5*time.Minute)
	restFor := set.Duration("rest_for", parameter.Seconds, c.RestFor, 30*time.Second, 30*time.Minute)
	radius := set.Number("radius", parameter.Metres, int64(c.Radius), 500, 5000)
	widening := set.Number("widening", parameter.Metres, int64(c.Widening), 100, 5000)
	farthest := set.Number("farthest", parameter.Metres, int64(c.Farthest), 5000, 30_000)
	capacity := set.Number("slot_capacity", parameter.Count, int64(c.SlotCapacity), 1, 200)
	return func() deliveryapp.Policy {
		return deliveryapp.Policy{
			Tariff: domain.Tariff{
				RewardBase: money.Fen(rewardBase.Get()), RewardPerKm: money.Fen(rewardPerKm.Get()),
				MetersPerMinute: int32(speed.Get()), BufferMinutes: int32(buffer.Get() / time.Minute), //nolint:gosec // bounded above
			},
			OfferFor: offerFor.Get(), RetryAfter: c.RetryAfter, Offers: int(offers.Get()), FreshFor: c.FreshFor, SaveEvery: c.SaveEvery, RestFor: restFor.Get(),
			Radius: int32(radius.Get()), Widening: int32(widening.Get()), Farthest: int32(farthest.Get()), //nolint:gosec // bounded above
			OpenJobs: c.OpenJobs, SlotCapacity: int(capacity.Get()), HoldFor: c.SlotHold,
		}
	}
}

// positionsKept is how long it is known where a courier was who reports no more.
const positionsKept = 24 * time.Hour

// slotsKept is how long slots and their bookings are kept: longer than any order may still be cancelled.
const slotsKept = 30 * 24 * time.Hour

// Service returns the delivery service for a host to run.
func Service(cfg Config) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("delivery: migrations: %w", err)
	}
	return app.Service{Name: "delivery", Migrations: folder, Sharding: store.Sharding(), Open: func(ctx context.Context, env *app.Env) error {
		limits := store.Limits{OpenJobs: cfg.OpenJobs, DispatchAhead: cfg.DispatchAhead, Zones: cfg.CachedZones, ZoneFreshFor: cfg.ZoneFreshFor}
		rows, err := store.New(ctx, env.DB, env.Outbox, env.Keys, env.IDs, env.Clock, limits)
		if err != nil {
			return fmt.Errorf("delivery: open: %w", err)
		}
		deliveries := &deliveryapp.Deliveries{
			Orders: transport.NewOrders(env.Conn), Jobs: rows, Rounds: rows, Counter: rows, Couriers: rows, Zones: rows,
			Stores: transport.NewStores(env.Conn), Slots: rows,
			Fleet: deliveryapp.NewFleet(rows, cfg.FreshFor), Board: deliveryapp.NewBoard(rows), Clock: env.Clock, Policy: cfg.live(env.Parameters),
		}
		transport.Register(env.Server, deliveries, rows)
		places, err := store.Places(ctx, env.Keys)
		if err != nil {
			return fmt.Errorf("delivery: open: %w", err)
		}
		env.Keys.Tend(places...)
		recipients, err := env.Keys.Passing(transport.RecipientPurpose)
		if err != nil {
			return fmt.Errorf("delivery: open: %w", err)
		}
		transport.Subscribe(env.Consumer, deliveries, rows, env.Clock, recipients)
		env.Sweep("recipients", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.ForgetRecipients(ctx, now.Add(-store.RecipientsKept))
		})
		env.Sweep("positions", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.ForgetPositions(ctx, now.Add(-positionsKept))
		})
		env.Sweep("slots", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepSlots(ctx, now.Add(-slotsKept))
		})
		return nil
	}}, nil
}
