package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dajiu/platform/clock"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// Dashboard is how business goes now.
type Dashboard struct {
	At                               time.Time
	Today, Yesterday, YesterdayWhole domain.Figures
	States                           map[domain.State]int64
	Hours, YesterdayHours, Minutes   []Point
	TopStores, TopProducts           []Ranked
	ActiveCouriers                   int
	Stores                           []StoreToday
}

// Point is the figures of a stretch that begins then.
type Point struct {
	At time.Time
	domain.Figures
}

// Ranked is one of the best by what it sold.
type Ranked struct {
	ID         int64
	Name       string
	GMV, Count int64
}

// StoreToday is a store as it does today.
type StoreToday struct {
	store.Place
	GMV, Confirmed, Unaccepted int64
}

const (
	best      = 10
	maxStores = 500
	lastHour  = 60
)

// Dashboard returns how the stores in reach do; nil is all.
func (f *Figures) Dashboard(ctx context.Context, reach []int64) (*Dashboard, error) {
	d := &Dashboard{At: f.Clock.Now(), States: map[domain.State]int64{}}
	for _, step := range []func(context.Context, *Dashboard, []int64) error{f.addHours, f.addMinutes, f.addStores, f.addProducts, f.addCouriers} {
		if err := step(ctx, d, reach); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// figures reads orders' figures by time.
func (f *Figures) figures(ctx context.Context, table string, from, until int64, reach []int64) (map[int64]*domain.Figures, error) {
	rows, err := f.Store.Sums(ctx, store.Sum{Table: table, From: from, Until: until, Stores: reach, By: []string{"at"}, Columns: domain.ColumnNames()})
	if err != nil {
		return nil, err
	}
	found := make(map[int64]*domain.Figures, len(rows))
	for _, r := range rows {
		figures := domain.Figures(r.Values)
		found[r.Keys[0]] = &figures
	}
	return found, nil
}

// addHours adds today and yesterday up, hour by hour. Yesterday's hour at this time of day counts as far as this one went.
func (f *Figures) addHours(ctx context.Context, d *Dashboard, reach []int64) error {
	today := clock.DayOf(d.At)
	begin, now := today.Begin().Unix()/3600, d.At.Unix()/3600
	hours, err := f.figures(ctx, store.Hours, begin-24, begin+24, reach)
	if err != nil {
		return err
	}
	for h := begin - 24; h <= now; h++ {
		figures := hours[h]
		if figures == nil {
			figures = &domain.Figures{}
		}
		point := Point{At: time.Unix(h*3600, 0), Figures: *figures}
		if h >= begin {
			d.Today.Add(figures)
			d.Hours = append(d.Hours, point)
			continue
		}
		d.YesterdayWhole.Add(figures)
		d.YesterdayHours = append(d.YesterdayHours, point)
		if h < now-24 {
			d.Yesterday.Add(figures)
		}
	}
	from := (now - 24) * 60
	minutes, err := f.figures(ctx, store.Minutes, from, from+minuteOfHour(d.At)+1, reach)
	if err != nil {
		return err
	}
	for _, figures := range minutes {
		d.Yesterday.Add(figures)
	}
	return nil
}

func (f *Figures) addMinutes(ctx context.Context, d *Dashboard, reach []int64) error {
	now := d.At.Unix() / 60
	minutes, err := f.figures(ctx, store.Minutes, now-lastHour+1, now+1, reach)
	if err != nil {
		return err
	}
	for m := now - lastHour + 1; m <= now; m++ {
		point := Point{At: time.Unix(m*60, 0)}
		if minutes[m] != nil {
			point.Figures = *minutes[m]
		}
		d.Minutes = append(d.Minutes, point)
	}
	return nil
}

func (f *Figures) addStores(ctx context.Context, d *Dashboard, reach []int64) error {
	places, err := f.Places(ctx)
	if err != nil {
		return err
	}
	today := clock.DayOf(d.At).Number()
	rows, err := f.Store.Sums(ctx, store.Sum{
		Table: store.Days, From: today, Until: today + 1, Stores: reach, By: []string{"store_id"}, Columns: []string{"gmv", "confirmed"},
	})
	if err != nil {
		return err
	}
	standing, err := f.Store.Standings(ctx, reach)
	if err != nil {
		return err
	}
	doing := map[int64]*StoreToday{}
	for id, p := range places {
		if reach == nil || slices.Contains(reach, id) {
			doing[id] = &StoreToday{Place: p}
		}
	}
	for _, r := range rows {
		d.TopStores = append(d.TopStores, Ranked{ID: r.Keys[0], Name: storeName(places, r.Keys[0]), GMV: r.Values[0], Count: r.Values[1]})
		if s := doing[r.Keys[0]]; s != nil {
			s.GMV, s.Confirmed = r.Values[0], r.Values[1]
		}
	}
	for _, s := range standing {
		d.States[s.State] += s.Orders
		if at := doing[s.StoreID]; at != nil && s.State == domain.Waiting {
			at.Unaccepted = s.Orders
		}
	}
	for _, s := range doing {
		d.Stores = append(d.Stores, *s)
	}
	slices.SortFunc(d.Stores, func(a, b StoreToday) int { return cmp.Or(cmp.Compare(b.GMV, a.GMV), cmp.Compare(a.StoreID, b.StoreID)) })
	d.Stores = d.Stores[:min(len(d.Stores), maxStores)]
	d.TopStores = top(d.TopStores)
	return nil
}

func (f *Figures) addProducts(ctx context.Context, d *Dashboard, reach []int64) error {
	today := clock.DayOf(d.At).Number()
	rows, err := f.Store.Sums(ctx, store.Sum{Table: "goods_day", From: today, Until: today + 1, Stores: reach, By: []string{"sku_id"}, Columns: []string{"amount", "pieces"}})
	if err != nil {
		return err
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.Keys[0]
	}
	goods, err := f.Store.Goods(ctx, ids)
	if err != nil {
		return err
	}
	products := map[int64]*Ranked{}
	for _, r := range rows {
		g, known := goods[r.Keys[0]]
		if !known {
			g = store.Good{ProductID: -r.Keys[0], Name: "未知商品"}
		}
		if products[g.ProductID] == nil {
			products[g.ProductID] = &Ranked{ID: g.ProductID, Name: g.Name}
		}
		products[g.ProductID].GMV += r.Values[0]
		products[g.ProductID].Count += r.Values[1]
	}
	for _, p := range products {
		d.TopProducts = append(d.TopProducts, *p)
	}
	d.TopProducts = top(d.TopProducts)
	return nil
}

func (f *Figures) addCouriers(ctx context.Context, d *Dashboard, reach []int64) error {
	today := clock.DayOf(d.At).Number()
	rows, err := f.Store.Sums(ctx, store.Sum{Table: "couriers_day", From: today, Until: today + 1, Stores: reach, By: []string{"courier_id"}, Columns: []string{"deliveries"}})
	for _, r := range rows {
		if r.Values[0] > 0 {
			d.ActiveCouriers++
		}
	}
	return err
}

// top returns the best, by what they sold.
func top(list []Ranked) []Ranked {
	slices.SortFunc(list, func(a, b Ranked) int { return cmp.Or(cmp.Compare(b.GMV, a.GMV), cmp.Compare(a.ID, b.ID)) })
	return list[:min(len(list), best)]
}
