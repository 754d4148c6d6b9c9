package past

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/sync/errgroup"

	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/id"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics"
	"dajiu/services/delivery"
	"dajiu/services/inventory"
	"dajiu/services/order"
	"dajiu/services/payment"
	"dajiu/services/product"
	"dajiu/services/user"
)

// Stores are the stores of an installation that does not run.
type Stores struct {
	User, Product, Order, Inventory, Payment, Delivery, Analytics *sqldb.DB
	// OrderKeys and DeliveryKeys seal what those stores keep sealed.
	OrderKeys, DeliveryKeys *seal.Keyring
	// Bank is what the simulated bank knows.
	Bank *sim.Past
}

// Options say what the past was.
type Options struct {
	// Orders is how many were placed, at most MaxOrders.
	Orders int
	// Seed decides of everything that chance decides of.
	Seed uint64
	// Until is when the past ends: it is spread over the year before, or since ids can name a moment.
	Until time.Time
	// Lives are what becomes of orders; nil: Ended. InTurn lives them one after another instead of by weight.
	Lives  []Life
	InTurn bool
	// Joined is in how many of a hundred cases a trade has one more order.
	Joined int
	// Told, where set, hears of each order, in the order of their placement.
	Told func(orderID int64, life *Life)
	// Progress, where set, hears how many orders are written.
	Progress func(orders int)
}

// MaxOrders is how many orders a past can have: their ids must never meet.
const MaxOrders = 3_000_000

const (
	year = 365 * 24 * time.Hour
	// shortest is the least time over which a past is spread.
	shortest = 30 * 24 * time.Hour
	// inBatch is how many trades are written at a time. Pages that many of them touch are then written once.
	inBatch = 5000
	// ahead is how many batches wait for a store that is slower than the others.
	ahead = 2
	// fewest and most bound how many customers there were, perEach is how many orders each placed.
	fewest, most, perEach = 2500, 100_000, 100
)

// ErrNotEmpty says that an installation has orders already.
var ErrNotEmpty = errors.New("past: this installation has orders already; a past is written before the first one")

// Write writes a past, and returns how many orders it wrote: as many as were asked for. ErrNotEmpty says that there are
// orders already. After any other error what was written is not whole.
func Write(ctx context.Context, to Stores, city *City, opts Options) (int, error) {
	if opts.Lives == nil {
		opts.Lives = Ended()
	}
	begin, err := opts.begin()
	if err = errors.Join(err, city.check(), opts.check()); err != nil {
		return 0, err
	}
	for t, err := range order.NewChecker(to.Order).Trades(ctx) {
		if err != nil {
			return 0, fmt.Errorf("past: look for trades: %w", err)
		}
		return 0, fmt.Errorf("%w: trade %d", ErrNotEmpty, t.TradeID)
	}
	customers, err := signUp(ctx, to.User, opts.Orders, begin)
	if err != nil {
		return 0, err
	}
	a := &author{rng: rand.New(rand.NewPCG(opts.Seed, 0x70617374)), city: city, opts: &opts, customers: customers} //nolint:gosec // repeatable on purpose
	return a.writeAll(ctx, to, begin)
}

// begin returns when the past begins.
func (o *Options) begin() (time.Time, error) {
	begin := o.Until.Add(-year)
	if earliest := id.Epoch().Add(2 * 24 * time.Hour); begin.Before(earliest) {
		begin = earliest
	}
	if o.Until.Sub(begin) < shortest {
		return begin, fmt.Errorf("past: ids begin with %s, too late for a past that ends at %s", id.Epoch().Format(time.DateOnly), o.Until.Format(time.DateOnly))
	}
	return begin.Truncate(time.Millisecond), nil
}

func (o *Options) check() error {
	if o.Orders < 1 || o.Orders > MaxOrders {
		return fmt.Errorf("past: %d orders are not between 1 and %d", o.Orders, MaxOrders)
	}
	early, kept := false, false
	for i := range o.Lives {
		l := &o.Lives[i]
		if l.Weight < 1 {
			return fmt.Errorf("past: life %q is never lived", l.Name)
		}
		early, kept = early || l.Early, kept || keeps(l)
	}
	if len(o.Lives) == 0 || early && !kept {
		return errors.New("past: no life for the rest of a trade of which an order was left out")
	}
	return nil
}

// signUp makes the customers.
func signUp(ctx context.Context, db *sqldb.DB, orders int, begin time.Time) ([]customer, error) {
	list := make([]customer, min(max(orders/perEach, min(fewest, orders)), most))
	accounts := make([]user.PastCustomer, len(list))
	at := begin.Add(-time.Hour)
	for i := range list {
		// Their numbers follow those of all trades that there can be.
		list[i] = customer{number: i, id: id.NewMoments(MaxOrders*lanes+int64(i), 0).At(at)}
		accounts[i] = user.PastCustomer{ID: list[i].id, Nickname: "酒友" + number(int64(i)), OpenID: OpenID(i), At: at}
	}
	if err := user.NewPast(db).Write(ctx, accounts); err != nil {
		return nil, fmt.Errorf("past: customers: %w", err)
	}
	return list, nil
}

// writeAll invents trades and hands them, in batches, to one writer for each store.
func (a *author) writeAll(ctx context.Context, to Stores, begin time.Time) (int, error) {
	writers := writersOf(to)
	feeds := make([]chan []*trade, len(writers))
	group, ctx := errgroup.WithContext(ctx)
	for i, write := range writers {
		feeds[i] = make(chan []*trade, ahead)
		group.Go(func() error {
			for batch := range feeds[i] {
				if err := write(ctx, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}
	done := 0
	group.Go(func() error {
		defer func() {
			for _, feed := range feeds {
				close(feed)
			}
		}()
		span := a.opts.Until.Add(-longest).Sub(begin)
		for done < a.opts.Orders {
			batch := make([]*trade, 0, inBatch)
			for len(batch) < inBatch && done < a.opts.Orders {
				at := placedAt(begin, span, float64(done)/float64(a.opts.Orders))
				t := a.next(at, a.opts.Orders-done)
				done += len(t.orders)
				batch = append(batch, t)
			}
			if err := a.hand(ctx, batch, feeds, done); err != nil {
				return err
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return done, fmt.Errorf("past: %w", err)
	}
	return done, nil
}

// hand gives a batch to every writer.
func (a *author) hand(ctx context.Context, batch []*trade, feeds []chan []*trade, done int) error {
	for _, feed := range feeds {
		select {
		case feed <- batch:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	if a.opts.Told != nil {
		for _, t := range batch {
			for _, o := range t.orders {
				a.opts.Told(o.id, o.life)
			}
		}
	}
	if a.opts.Progress != nil {
		a.opts.Progress(done)
	}
	return nil
}

// writersOf returns what writes a batch into each store.
func writersOf(to Stores) []func(context.Context, []*trade) error {
	orders, stock, ways := order.NewPast(to.Order, to.OrderKeys), inventory.NewPast(to.Inventory), delivery.NewPast(to.Delivery, to.DeliveryKeys)
	sales, figures := product.NewPast(to.Product), analytics.NewPast(to.Analytics)
	money := &till{payments: payment.NewPast(to.Payment), bank: to.Bank}
	return []func(context.Context, []*trade) error{
		func(ctx context.Context, batch []*trade) error {
			told := make([]order.PastTrade, len(batch))
			for i, t := range batch {
				told[i] = t.toOrder()
			}
			return orders.Write(ctx, told)
		},
		func(ctx context.Context, batch []*trade) error {
			var told []inventory.PastReservation
			for _, t := range batch {
				told = append(told, t.toInventory()...)
			}
			return stock.Write(ctx, told)
		},
		money.write,
		func(ctx context.Context, batch []*trade) error {
			var told []delivery.PastDelivery
			for _, t := range batch {
				told = append(told, t.toDelivery()...)
			}
			return ways.Write(ctx, told)
		},
		func(ctx context.Context, batch []*trade) error {
			var told []product.PastSale
			for _, t := range batch {
				told = append(told, t.toProduct()...)
			}
			return sales.Write(ctx, told)
		},
		func(ctx context.Context, batch []*trade) error {
			var told []analytics.PastOrder
			for _, t := range batch {
				told = append(told, t.toAnalytics()...)
			}
			return figures.Write(ctx, told)
		},
	}
}

// till writes the money, here and at the bank.
type till struct {
	payments *payment.Past
	bank     *sim.Past
}

func (m *till) write(ctx context.Context, batch []*trade) error {
	numbers, payers := map[string]sim.PastNumber{}, map[string]string{}
	var payments []payment.PastPayment
	var cash []payment.PastCash
	for _, t := range batch {
		if t.orders[0].life.OnDelivery {
			cash = append(cash, t.toCash()...)
			continue
		}
		payments = append(payments, t.toPayment(func(at time.Time) sim.PastNumber {
			n := m.bank.Next(at)
			numbers[n.PrepayID], payers[n.PrepayID] = n, OpenID(t.customer.number)
			return n
		}))
	}
	charges, err := m.payments.Write(ctx, payments, cash)
	if err != nil {
		return err
	}
	return m.bank.Write(ctx, toBank(charges, numbers, payers))
}
